namespace Zhibo.Demo.Calendar;

internal enum SkyKind
{
    Clear,
    Cloud,
    Rain,
    Fog,
}

/// <summary>The weather of one day.</summary>
internal sealed record Weather(SkyKind Kind, string Words, int Low, int High, string Wind, int AirIndex)
{
    public string Air => AirIndex switch { <= 50 => "优", <= 100 => "良", _ => "轻度污染" };
}

/// <summary>Weather as it is in the west of the Sichuan basin. It hangs on the date and the seed alone, so that tomorrow's city
/// remembers today's weather.</summary>
internal sealed class Sky(ulong seed)
{
    private static readonly (int Low, int High, int Clear, int Cloud, int Rain, int Fog)[] Months =
    [
        (3, 9, 20, 50, 12, 18), (5, 12, 22, 50, 18, 10), (9, 17, 30, 45, 22, 3), (14, 22, 32, 42, 26, 0),
        (18, 27, 34, 40, 26, 0), (21, 29, 26, 40, 34, 0), (23, 32, 30, 30, 40, 0), (23, 32, 34, 30, 36, 0),
        (19, 26, 22, 42, 36, 0), (15, 21, 18, 46, 32, 4), (10, 16, 22, 50, 16, 12), (5, 11, 22, 48, 10, 20),
    ];

    private readonly Dictionary<DateOnly, Weather> _made = [];

    public Weather Of(DateOnly date) => _made.TryGetValue(date, out var made) ? made : _made[date] = Make(date);

    private Weather Make(DateOnly date)
    {
        var dice = Dice.For(seed, $"sky {date.DayNumber}");
        var month = Months[date.Month - 1];
        var kind = dice.Weighted<SkyKind>([SkyKind.Clear, SkyKind.Cloud, SkyKind.Rain, SkyKind.Fog],
            k => k switch { SkyKind.Clear => month.Clear, SkyKind.Cloud => month.Cloud, SkyKind.Rain => month.Rain, _ => month.Fog });
        var drift = Drift(date);
        var low = (int)Math.Round(Between(date, m => m.Low) + drift + (kind == SkyKind.Clear ? -1 : 0));
        var high = (int)Math.Round(Between(date, m => m.High) + drift + kind switch { SkyKind.Clear => 3, SkyKind.Rain => -3, _ => 0 });
        var wind = dice.Pick(["微风", "北风1到2级", "偏东风2级", "东北风1到2级", "偏南风2级"]);
        var air = Math.Max(22, (date.Month is 12 or 1 or 2 ? 78 : 52) + dice.Between(-24, 26) - (kind == SkyKind.Rain ? 18 : 0));
        return new(kind, Words(kind, date, dice), low, Math.Max(high, low + 3), wind, air);
    }

    private static string Words(SkyKind kind, DateOnly date, Dice dice) => kind switch
    {
        SkyKind.Clear => dice.Pick(["晴", "晴间多云", "多云转晴"]),
        SkyKind.Cloud => dice.Pick(["多云", "阴", "阴转多云", "阴间多云"]),
        SkyKind.Fog => dice.Pick(["大雾转多云", "雾转阴", "早晨有雾，午后多云"]),
        _ when date.Month is >= 6 and <= 9 => dice.Pick(["阵雨", "中雨", "雷阵雨", "大雨转阵雨"]),
        _ => dice.Pick(["小雨", "阴有小雨", "小雨转阴"]),
    };

    /// <summary>Warm and cold spells: a mean of the days around.</summary>
    private double Drift(DateOnly date)
    {
        var sum = 0.0;
        for (var day = -2; day <= 2; day++) sum += Dice.For(seed, $"spell {date.DayNumber + day}").Unit() * 10 - 5;
        return sum / 3;
    }

    /// <summary>Between the middles of the months.</summary>
    private static double Between(DateOnly date, Func<(int Low, int High, int Clear, int Cloud, int Rain, int Fog), int> figure)
    {
        var (here, days) = (figure(Months[date.Month - 1]), DateTime.DaysInMonth(date.Year, date.Month));
        var offset = (date.Day - 15.0) / days;
        var there = figure(Months[(date.Month - 1 + (offset < 0 ? 11 : 1)) % 12]);
        return here + (there - here) * Math.Abs(offset);
    }
}
