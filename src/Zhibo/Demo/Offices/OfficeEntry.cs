using System.Globalization;
using Zhibo.Demo.Script;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Demo.Offices;

/// <summary>How far an office of the city has come; most are at work.</summary>
internal enum OfficeLife
{
    Working,

    /// <summary>Vouched for, but nobody sits there yet.</summary>
    Unstaffed,

    /// <summary>At work; the word for it ends within weeks.</summary>
    Expiring,

    /// <summary>Entered, and somebody is invited.</summary>
    Invited,

    /// <summary>Entered, and nothing more.</summary>
    Entered,
    Frozen,

    /// <summary>The word for it was taken back.</summary>
    Revoked,
}

/// <summary>A line of register.txt.</summary>
internal sealed record OfficeEntry(string Handle, string Name, string RegionCode, string LineKey, string? Parent, SealKind Seal, OfficeLife Life)
{
    public required string Phone { get; init; }

    public required string Address { get; init; }

    public required string Contact { get; init; }

    public required string Hours { get; init; }

    /// <summary>One a line.</summary>
    public required string Duties { get; init; }

    public double Latitude { get; init; }

    public double Longitude { get; init; }

    public RegionLevel Level => Regions.RegionCode.LevelOf(RegionCode)!.Value;

    public bool IsStaffed => Life is OfficeLife.Working or OfficeLife.Expiring;

    /// <summary>Somebody vouched for it at some time.</summary>
    public bool WasVouchedFor => Life is not (OfficeLife.Invited or OfficeLife.Entered);

    /// <summary>Parents before children, as the file has them.</summary>
    public static IReadOnlyList<OfficeEntry> All()
    {
        var lines = DataFile.Rows("duties.txt").ToDictionary(r => r[0], r => (Duties: string.Join('\n', r[1].Split('\uFF1B')), Hours: r[2]));
        return [.. DataFile.Rows("register.txt").Select(row => Read(row, lines[row[3]]))];
    }

    private static OfficeEntry Read(string[] row, (string Duties, string Hours) line)
    {
        var place = row[7].Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new(row[0], row[1], row[2], row[3], row[4] == "-" ? null : row[4], Enum.Parse<SealKind>(row[5]), Enum.Parse<OfficeLife>(row[10], ignoreCase: true))
        {
            Phone = row[6],
            Latitude = place[0],
            Longitude = place[1],
            Address = row[8],
            Contact = row[9],
            Hours = line.Hours,
            Duties = line.Duties,
        };
    }
}
