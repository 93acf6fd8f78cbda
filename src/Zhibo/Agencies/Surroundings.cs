using Zhibo.Agencies.Lines;
using Zhibo.Data;
using Zhibo.Regions.Reading;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>Region and line of an agency: whether there are such, and how they read.</summary>
public sealed class Surroundings(RegionTree regions, LineList lines)
{
    public void Check(string? regionCode, string? lineKey)
    {
        // As it stands in the tree: a code with its zeros is found, but is not to be kept.
        if (regionCode is not null && regions.Now.Of(regionCode)?.Code != regionCode) throw new Refusal(RefusalKind.Invalid, "agencies.no_region", "region", regionCode);
        if (lineKey is not null && lines.Of(lineKey) is null) throw new Refusal(RefusalKind.Invalid, "agencies.no_line", "line", lineKey);
    }

    public string UnitOf(Agency agency) => UnitLine.Of(agency.Name, agency.RegionCode, regions.Now);

    /// <summary>For the history: parent's handle, region, line, level.</summary>
    public string Describe(Db turn, Agency agency)
    {
        var parent = agency.ParentId is { } id ? turn.Accounts.Where(a => a.Id == id).Select(a => "@" + a.Handle).FirstOrDefault() : null;
        return string.Join(" · ", new[] { parent, regions.Now.Of(agency.RegionCode)?.Name ?? agency.RegionCode, lines.NameOf(agency.LineKey), agency.Level.ToString() }.OfType<string>());
    }
}
