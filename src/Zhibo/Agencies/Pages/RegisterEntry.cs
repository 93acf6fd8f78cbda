using Zhibo.Accounts;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Regions;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Agencies.Pages;

/// <summary>Understands what administrators type into the forms of the register: an agency, a region, a level by name.</summary>
internal sealed class RegisterEntry(AgencyTree tree, RegionTree regions, LineList lines)
{
    public RegisterChoices Choices(HttpContext http)
    {
        var words = http.Words();
        return new(
            [.. lines.Now.Select(l => new Choice(l.Key, l.Name))],
            [new("", words["agencies.level.auto"]), .. Enum.GetValues<RegionLevel>().Select(level => new Choice(level.ToString(), words[$"agencies.level.{level.ToString().ToLowerInvariant()}"]))],
            [.. Enum.GetValues<SealKind>().Where(seal => seal != SealKind.Official).Select(seal => new Choice(seal.ToString(), words[$"agencies.seal.{seal.ToString().ToLowerInvariant()}"]))]);
    }

    public AgencyNode Agency(string handle) => tree.Now.All.FirstOrDefault(n => n.Handle == handle) ?? throw new Refusal(RefusalKind.NotFound, "agencies.not_found");

    /// <summary>By handle, nickname or name; empty is nobody.</summary>
    public long? Parent(string typed)
    {
        var key = AgencyText.Key(typed.Trim().TrimStart('@', '＠'));
        if (key.Length == 0) return null;
        var forest = tree.Now;
        // Nobody else may be called like somebody's handle; making the keys of 80,000 names takes a tenth of a second.
        if (forest.All.FirstOrDefault(n => n.Handle == key) is { } named) return named.Id;
        var found = forest.All.Where(n => AgencyText.Key(n.Nickname) == key || AgencyText.Key(n.Name) == key).Take(2).ToList();
        return found switch
        {
            [var one] => one.Id,
            [] => throw new Refusal(RefusalKind.Invalid, "agencies.no_parent", "parent"),
            _ => throw new Refusal(RefusalKind.Invalid, "agencies.parents", "parent"),
        };
    }

    public string Region(string typed) => regions.Now.Meant(typed) switch
    {
        [var one] => one.Code,
        [] => throw new Refusal(RefusalKind.Invalid, "agencies.no_region", "region", PostHtml.Plain(typed, 40)),
        var several => throw new Refusal(RefusalKind.Invalid, "agencies.regions", "region", string.Join(", ", several.Take(3).Select(r => regions.Now.PathOf(r.Code)))),
    };

    public static RegionLevel? Level(string typed) => typed.Length == 0 ? null : Enum.TryParse<RegionLevel>(typed, out var level) ? level : throw new Refusal(RefusalKind.Invalid, "agencies.level_bad", "level");

    public static SealKind Seal(string typed) => Enum.TryParse<SealKind>(typed, out var seal) ? seal : throw new Refusal(RefusalKind.Invalid, "agencies.seal_bad", "seal");

    /// <summary>Null for an empty field.</summary>
    public static DateOnly? Day(string typed, string field) =>
        typed.Trim().Length == 0 ? null
        : DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day
        : throw new Refusal(RefusalKind.Invalid, "agencies.day_bad", field);

    public static double? Degrees(string typed, string field) =>
        typed.Trim().Length == 0 ? null
        : double.TryParse(typed.Trim(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var degrees) ? degrees
        : throw new Refusal(RefusalKind.Invalid, "agencies.place_bad", field);
}
