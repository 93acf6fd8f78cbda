using System.Globalization;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Regions;
using Zhibo.Shared.Text;

namespace Zhibo.Admin.Register;

/// <summary>Which agencies a page or a file shows, and in which order; stands in the address.</summary>
public sealed record AgencyFilter
{
    public static readonly IReadOnlyList<string> Sorts = ["level", "name", "handle", "state"];

    public AgencyState? State { get; init; }

    /// <summary>Key of a line; empty: all.</summary>
    public string Line { get; init; } = "";

    /// <summary>Code of a region; those below are in it.</summary>
    public string Region { get; init; } = "";

    public RegionLevel? Level { get; init; }

    public string Query { get; init; } = "";

    public string Sort { get; init; } = Sorts[0];

    public static AgencyFilter Read(IQueryCollection query)
    {
        var sort = query["sort"].ToString();
        return new()
        {
            State = Chosen<AgencyState>(query["state"]),
            Level = Chosen<RegionLevel>(query["level"]),
            Line = Text(query["line"]),
            Region = Text(query["region"]) is var region && region.All(char.IsAsciiDigit) ? region : "",
            Query = Text(query["q"]),
            Sort = Sorts.Contains(sort) ? sort : Sorts[0],
        };
    }

    /// <summary>In the chosen order; in the usual one, what fits the words best comes first.</summary>
    public IReadOnlyList<AgencyNode> Of(FindAgencies find, CancellationToken ct)
    {
        var found = find.All(new(Query) { State = State, WithClosed = true, Level = Level, LineKey = Line.Length == 0 ? null : Line, RegionCode = Region.Length == 0 ? null : Region }, ct);
        return Sort switch
        {
            "name" => [.. found.OrderBy(a => a.Name, StringComparer.Ordinal).ThenBy(a => a.Id)],
            "handle" => [.. found.OrderBy(a => a.Handle, StringComparer.Ordinal)],
            "state" => [.. found.OrderBy(a => a.State).ThenBy(a => a.Id)],
            _ => found,
        };
    }

    /// <summary>As it stands in an address, with a question mark; empty where nothing was chosen.</summary>
    public string ToQuery(string? sort = null, long? after = null)
    {
        List<string> parts = [];
        Add("q", Query);
        Add("state", State?.ToString().ToLowerInvariant());
        Add("level", Level?.ToString().ToLowerInvariant());
        Add("line", Line);
        Add("region", Region);
        Add("sort", (sort ?? Sort) is var by && by != Sorts[0] ? by : null);
        Add("after", after?.ToString(CultureInfo.InvariantCulture));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    private static T? Chosen<T>(string? text)
        where T : struct, Enum =>
        text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static string Text(string? typed) => InputText.CleanLine(typed, 60) is { Ok: true, Text: var text } ? text : "";
}
