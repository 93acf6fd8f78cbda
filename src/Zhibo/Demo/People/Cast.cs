using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Demo.Script;

namespace Zhibo.Demo.People;

/// <summary>Everybody: agencies of three levels and the citizens.</summary>
internal sealed class Cast
{
    public const string City = "德阳市";

    /// <summary>Who can sign in, and as what.</summary>
    public static readonly IReadOnlyDictionary<string, UserRole> Logins = new Dictionary<string, UserRole>
    {
        ["citizen"] = UserRole.Citizen,
        ["editor"] = UserRole.Citizen,
        ["reviewer"] = UserRole.Citizen,
        ["handler"] = UserRole.Citizen,
        ["supervisor"] = UserRole.Citizen,
        ["lizhengping"] = UserRole.Citizen,
        ["halladmin"] = UserRole.HallAdmin,
        ["operator"] = UserRole.Operator,
    };

    private static readonly (string District, double Share)[] Shares =
        [("旌阳区", 0.4), ("广汉市", 0.17), ("什邡市", 0.13), ("绵竹市", 0.12), ("中江县", 0.1), ("罗江区", 0.08)];

    private readonly Dictionary<string, Actor> _byHandle;

    private Cast(List<Actor> everybody, List<Actor> others)
    {
        (Everybody, Others) = (everybody, others);
        Agencies = [.. everybody.Where(a => !a.IsCitizen)];
        Citizens = [.. everybody.Where(a => a.IsCitizen)];
        Crowd = [.. Citizens.Where(a => !a.IsLogin)];
        _byHandle = everybody.Concat(others).ToDictionary(a => a.Handle, StringComparer.Ordinal);
    }

    public IReadOnlyList<Actor> Everybody { get; }

    /// <summary>Those whom chance does not call: clerks, officials, offices that have not begun, people who wait for approval.</summary>
    public IReadOnlyList<Actor> Others { get; }

    public IReadOnlyList<Actor> Agencies { get; }

    public IReadOnlyList<Actor> Citizens { get; }

    /// <summary>Citizens that chance may call.</summary>
    public IReadOnlyList<Actor> Crowd { get; }

    public static Cast Gather(ulong seed)
    {
        List<Actor> everybody = [.. DataFile.Rows("offices.txt").Select(Agency), .. DataFile.Rows("citizens.txt").Select(Citizen)];
        var dice = Dice.For(seed, "activity");
        var crowd = everybody.Where(a => a.IsCitizen).ToList();
        dice.Shuffle(crowd);
        // A few write much, most write little.
        for (var rank = 0; rank < crowd.Count; rank++) crowd[rank].Activity = 1 / Math.Pow(rank + 4, 0.6);
        return new(everybody, [.. DataFile.Rows("others.txt").Select(Other), .. DataFile.Rows("applicants.txt").Select(Applicant)]);
    }

    public Actor this[string handle] =>
        _byHandle.GetValueOrDefault(handle) ?? throw new InvalidOperationException($"nobody is called {handle}");

    /// <summary>The office in charge where somebody lives, else the city's.</summary>
    public Actor Office(string line, string district, Dice dice)
    {
        var near = Agencies.Where(a => a.Line == line && a.District == district).ToList();
        if (near.Count > 0 && (dice.Chance(0.7) || line is "社区" or "乡镇" or "宣传")) return dice.Pick(near);
        if (Agencies.FirstOrDefault(a => a.Line == line && a.District == City) is { } city) return city;
        return near.Count > 0 ? near[0] : line == "社区" ? Office("乡镇", district, dice) : this["weibodeyang"];
    }

    /// <summary>Any office of a line; the city's speaks more.</summary>
    public Actor OfLine(string line, Dice dice) =>
        dice.Weighted(Agencies.Where(a => a.Line == line).ToList(), a => a.District == City ? 3 : 1);

    public Actor Publisher(string district) => Agencies.First(a => a.Line == "宣传" && a.District == district);

    public static string SomeDistrict(Dice dice) => dice.Weighted(Shares, s => s.Share).District;

    private static Actor Agency(string[] row)
    {
        var region = row[3].Split(' ');
        return new()
        {
            Handle = row[0],
            Nickname = row[1],
            Kind = Enum.Parse<AccountKind>(row[2]),
            District = region[0],
            Spot = region.Length > 1 ? region[1] : "",
            Line = row[4],
            Unit = row[5],
            Bio = row[6],
        };
    }

    private static Actor Citizen(string[] row) => new()
    {
        Handle = row[0],
        Nickname = row[1],
        District = row[2],
        Tags = row[3].Split(' '),
        Bio = row[4],
        IsLogin = Logins.ContainsKey(row[0]),
        Role = Logins.TryGetValue(row[0], out var role) ? role : null,
    };

    private static Actor Other(string[] row)
    {
        var kind = Enum.Parse<AccountKind>(row[2]);
        return new()
        {
            Handle = row[0],
            Nickname = row[1],
            Kind = kind,
            District = row[3],
            Unit = row[4].Length > 0 ? row[4] : null,
            Bio = row[5],
            IsLogin = Logins.ContainsKey(row[0]),
            Role = kind == AccountKind.Citizen || Logins.ContainsKey(row[0]) ? UserRole.Citizen : null,
            CameBefore = TimeSpan.FromDays(int.Parse(row[6], CultureInfo.InvariantCulture)),
        };
    }

    private static Actor Applicant(string[] row) => new()
    {
        Handle = row[0],
        Nickname = row[1],
        District = City,
        Role = UserRole.Citizen,
        Asks = row[3],
        CameBefore = TimeSpan.FromHours(int.Parse(row[2], CultureInfo.InvariantCulture)),
    };
}
