using System.Globalization;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Regions.Reading;

namespace Zhibo.Agencies.Api;

/// <summary>An agency in answers of the JSON API. Ids are strings, as in all our JSON: JavaScript would round them.</summary>
public record AgencyJson(string Id, string Handle, string Nickname, string Name)
{
    /// <summary>Its page.</summary>
    public required string Url { get; init; }

    public string? Avatar { get; init; }

    /// <summary>nation, province, city, county, town, village.</summary>
    public required string Level { get; init; }

    /// <summary>invited, verified, active, frozen, closed.</summary>
    public required string State { get; init; }

    /// <summary>Kind of the unit: government, organisation, institution, community, hall.</summary>
    public required string Seal { get; init; }

    /// <summary>True: somebody vouches for it today.</summary>
    public bool Sealed { get; init; }

    public required PlaceJson Region { get; init; }

    public required LineJson Line { get; init; }

    /// <summary>Handle of the agency above; null where there is none.</summary>
    public string? Parent { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }
}

/// <param name="Code">GB/T 2260, without trailing zeros.</param>
/// <param name="Path">From the province down, parted by spaces.</param>
public sealed record PlaceJson(string Code, string Path);

public sealed record LineJson(string Key, string Name);

/// <param name="Total">Of all pages.</param>
/// <param name="Next">What to pass as <c>after</c> for the following page; null on the last.</param>
public sealed record AgencyListJson(IReadOnlyList<AgencyJson> Agencies, int Total, string? Next);

/// <summary>With what only the agency's own address tells.</summary>
public sealed record FullAgencyJson(string Id, string Handle, string Nickname, string Name) : AgencyJson(Id, Handle, Nickname, Name)
{
    public string Phone { get; init; } = "";

    public string Address { get; init; } = "";

    public string Hours { get; init; } = "";

    public IReadOnlyList<string> Duties { get; init; } = [];

    public IReadOnlyList<OfficialJson> Officials { get; init; } = [];

    public IReadOnlyList<string> FormerNames { get; init; } = [];
}

/// <param name="Since">yyyy-MM-dd.</param>
/// <param name="Until">The first day without the post; null while it is held.</param>
public sealed record OfficialJson(string Handle, string Nickname, string Title, DateOnly Since, DateOnly? Until);

/// <summary>Draws agencies. The contact person and the unit code stay inside.</summary>
internal sealed class AgencyPen(AgencyTree tree, RegionTree regions, LineList lines, string siteUrl)
{
    public AgencyJson Short(AgencyNode node) => new(Text(node.Id), node.Handle, node.Nickname, node.Name)
    {
        Url = $"{siteUrl}/@{node.Handle}",
        Avatar = node.AvatarUrl is { } avatar ? (avatar.StartsWith('/') ? siteUrl + avatar : avatar) : null,
        Level = Text(node.Level),
        State = Text(node.State),
        Seal = Text(node.Seal),
        Sealed = node.Sealed,
        Region = new(node.RegionCode, regions.Now.PathOf(node.RegionCode)),
        Line = new(node.LineKey, lines.NameOf(node.LineKey)),
        Parent = node.ParentId is { } parent ? tree.Now.Of(parent)?.Handle : null,
        Latitude = node.Latitude,
        Longitude = node.Longitude,
    };

    public FullAgencyJson Full(AgencyNode node, AgencyView view)
    {
        var brief = Short(node);
        return new(brief.Id, brief.Handle, brief.Nickname, brief.Name)
        {
            Url = brief.Url,
            Avatar = brief.Avatar,
            Level = brief.Level,
            State = brief.State,
            Seal = brief.Seal,
            Sealed = brief.Sealed,
            Region = brief.Region,
            Line = brief.Line,
            Parent = brief.Parent,
            Latitude = brief.Latitude,
            Longitude = brief.Longitude,
            Phone = view.Agency.Phone,
            Address = view.Agency.Address,
            Hours = view.Agency.Hours,
            Duties = view.Duties,
            Officials = [.. view.Officials.Select(o => new OfficialJson(o.Handle, o.Nickname, o.Title, o.Since, o.Until))],
            FormerNames = view.FormerNames,
        };
    }

    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Text<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
