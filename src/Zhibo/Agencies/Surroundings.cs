using Zhibo.Agencies.Lines;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>Region and line of an agency: whether there are such, and how they read.</summary>
public sealed class Surroundings(RegionLookup regions, LineList lines)
{
    public void Check(string? regionCode, string? lineKey)
    {
        if (regionCode is not null && regions.Of(regionCode) is null) throw new Refusal(RefusalKind.Invalid, "agencies.no_region", "region", regionCode);
        if (lineKey is not null && lines.Of(lineKey) is null) throw new Refusal(RefusalKind.Invalid, "agencies.no_line", "line", lineKey);
    }

    public string UnitOf(Agency agency) => UnitLine.Of(agency.Name, agency.RegionCode, regions);

    /// <summary>For the history: parent's handle, region, line, level.</summary>
    public string Describe(Db turn, Agency agency)
    {
        var parent = agency.ParentId is { } id ? turn.Accounts.Where(a => a.Id == id).Select(a => "@" + a.Handle).FirstOrDefault() : null;
        return string.Join(" · ", new[] { parent, regions.Of(agency.RegionCode)?.Name ?? agency.RegionCode, lines.NameOf(agency.LineKey), agency.Level.ToString() }.OfType<string>());
    }
}
