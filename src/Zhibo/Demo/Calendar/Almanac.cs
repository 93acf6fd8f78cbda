using System.Globalization;
using Zhibo.Demo.Script;

namespace Zhibo.Demo.Calendar;

/// <summary>What kind of day it is: weekday, season, lunar date, solar term, weather.</summary>
internal sealed class Almanac(Sky sky)
{
    private static readonly string[] DayNames = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
    private static readonly string[] DayKeys = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>The known approximation for this century: day = [y × 0.2422 + c] − leap days; two to a month, from January.</summary>
    private static readonly (string Name, double Century)[] Terms =
    [
        ("小寒", 5.4055), ("大寒", 20.12), ("立春", 3.87), ("雨水", 18.73), ("惊蛰", 5.63), ("春分", 20.646), ("清明", 4.81), ("谷雨", 20.1),
        ("立夏", 5.52), ("小满", 21.04), ("芒种", 5.678), ("夏至", 21.37), ("小暑", 7.108), ("大暑", 22.83), ("立秋", 7.5), ("处暑", 23.13),
        ("白露", 7.646), ("秋分", 23.042), ("寒露", 8.318), ("霜降", 23.438), ("立冬", 7.438), ("小雪", 22.36), ("大雪", 7.18), ("冬至", 21.94),
    ];

    private static readonly ChineseLunisolarCalendar Moon = new();

    public Weather Weather(DateOnly date) => sky.Of(date);

    public static string DayName(DateOnly date) => DayNames[(int)date.DayOfWeek];

    /// <summary>Weekend or holiday.</summary>
    public static bool IsOff(DateOnly date) => IsWeekend(date) || IsHoliday(date);

    /// <summary>Winter and summer holidays of the schools.</summary>
    public static bool IsVacation(DateOnly date)
    {
        if (date.Month == 8 || (date.Month == 7 && date.Day >= 8)) return true;
        var (month, day) = Lunar(date);
        return (month == 12 && day >= 18) || (month == 1 && day <= 16);
    }

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool IsHoliday(DateOnly date)
    {
        if (date is { Month: 10, Day: <= 7 } or { Month: 5, Day: <= 3 } or { Month: 1, Day: 1 } || TermOf(date) == "清明") return true;
        return Lunar(date) is (1, <= 7) or (5, 5) or (8, 15) || LunarOf(date) == "12-30";
    }

    /// <summary>Whether a scene may happen on that day.</summary>
    public bool Allows(Traits traits, DateOnly date) =>
        (traits["months"] is not { } months || WordLists.Months(months).Contains(date.Month))
        && (traits["days"] is not { } days || IsOneOf(days, date))
        && (traits["sky"] is not { } kind || sky.Of(date).Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase))
        && (traits["temp"] is not { } temp || (temp == "hot" ? sky.Of(date).High >= 33 : sky.Of(date).Low <= 4));

    /// <summary>Whether the calendar brings a scene on exactly that day.</summary>
    public static bool Brings(Traits traits, DateOnly date)
    {
        if (traits["on"] is { } on) return on == date.ToString("MM-dd", CultureInfo.InvariantCulture);
        if (traits["lunar"] is { } lunar) return lunar == LunarOf(date);
        return traits["term"] is { } term && term == TermOf(date);
    }

    public static string? TermOf(DateOnly date)
    {
        for (var half = 0; half < 2; half++)
        {
            var (name, century) = Terms[(date.Month - 1) * 2 + half];
            var year = date.Year % 100;
            var leaps = (date.Month <= 2 ? year - 1 : year) / 4;
            if (date.Day == (int)(year * 0.2422 + century) - leaps) return name;
        }
        return null;
    }

    /// <summary>"8-15". The eve of the new year is 12-30, also in years whose last month has 29 days.</summary>
    public static string LunarOf(DateOnly date)
    {
        var (month, day) = Lunar(date);
        if (month == 12 && Lunar(date.AddDays(1)) == (1, 1)) day = 30;
        return string.Create(CultureInfo.InvariantCulture, $"{month}-{day}");
    }

    private static (int Month, int Day) Lunar(DateOnly date)
    {
        var time = date.ToDateTime(TimeOnly.MinValue);
        var (month, leap) = (Moon.GetMonth(time), Moon.GetLeapMonth(Moon.GetYear(time)));
        // The leap month is no feast month again.
        if (leap > 0 && month == leap) return (0, Moon.GetDayOfMonth(time));
        return (leap > 0 && month > leap ? month - 1 : month, Moon.GetDayOfMonth(time));
    }

    private static bool IsOneOf(string days, DateOnly date) => days switch
    {
        "weekday" => !IsOff(date),
        "schoolday" => !IsOff(date) && !IsVacation(date),
        "weekend" => IsWeekend(date),
        _ => days.Split('-').Contains(DayKeys[(int)date.DayOfWeek]) && (IsWeekend(date) || !IsHoliday(date)),
    };
}
