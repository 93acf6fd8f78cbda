using Zhibo.Agencies.Tree;
using Zhibo.Halls.Members;
using Zhibo.Web;

namespace Zhibo.Halls.Directory;

public enum DirectoryKind
{
    Tree,
    List,
    Map,
}

/// <summary>An agency as a row: line and region by name.</summary>
public sealed record AgencyRow(AgencyNode Agency, string Region, string Line);

/// <summary>What the directory of a hall shows.</summary>
public sealed record DirectoryView(Hall Hall, string Url, DirectoryKind Kind)
{
    /// <summary>Where the hall stands.</summary>
    public string HallUrl { get; init; } = "/";

    public string Query { get; init; } = "";

    public HallFilter Filter { get; init; }

    public int Count { get; init; }

    public IReadOnlyList<Choice> Lines { get; init; } = [];

    public IReadOnlyList<Choice> Levels { get; init; } = [];

    public IReadOnlyList<Choice> Regions { get; init; } = [];

    /// <summary>From the hall down to what is shown.</summary>
    public IReadOnlyList<(string Name, string Url)> Path { get; init; } = [];

    public TreeBranch? Tree { get; init; }

    /// <summary>Picked by hand from other regions.</summary>
    public IReadOnlyList<TreeAgency> Elsewhere { get; init; } = [];

    public IReadOnlyList<AgencyRow> Rows { get; init; } = [];

    public string? Newer { get; init; }

    public string? Older { get; init; }

    public IReadOnlyList<MapPlace> Places { get; init; } = [];

    public string TileUrl { get; init; } = "";

    public string TileCredit { get; init; } = "";
}
