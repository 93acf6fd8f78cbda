using Zhibo.Halls.Members;
using Zhibo.Posts.Pages;
using Zhibo.Web;

namespace Zhibo.Halls.Pages;

/// <summary>Which tab of a hall's posts is open.</summary>
public enum HallTab
{
    Newest,
    Column,
    Line,
    Level,
    Region,
}

/// <summary>A chip under the tabs.</summary>
/// <param name="Count">How many agencies stand behind it; null where that says nothing.</param>
public sealed record HallChip(string Text, string Href, bool Current, int? Count);

/// <summary>An emergency at a hall; <see cref="FromUrl"/> where it is another hall's.</summary>
public sealed record EmergencyView(string Text, DateTimeOffset Since, string? From, string? FromUrl);

/// <summary>Head of a hall: emblem, name, figures.</summary>
public sealed record HallHeadView(Hall Hall, HallFigures Figures, string DirectoryUrl);

/// <summary>The timeline of a hall around its cards.</summary>
public sealed record HallPostsView(IReadOnlyList<Tab> Tabs)
{
    public IReadOnlyList<HallChip> Chips { get; init; } = [];

    public bool Empty { get; init; }

    public string? Older { get; init; }

    public string? Newest { get; init; }

    /// <summary>Whose news the page waits for; null on older pages and in previews.</summary>
    public string? Stream => Newest is null ? Live : null;

    internal string? Live { get; init; }
}

/// <summary>A drawn block, or the place of the timeline where <see cref="Html"/> is null.</summary>
public sealed record DrawnBlock(string Key, string? Html);

/// <summary>A hall's page.</summary>
public sealed record HallPageView(HallHeadView Head, IReadOnlyList<EmergencyView> Emergencies)
{
    public bool SignedIn { get; init; }

    public ComposerView? Composer { get; init; }

    public IReadOnlyList<DrawnBlock> Blocks { get; init; } = [];

    public HallPostsView Posts { get; init; } = new([]);
}

/// <summary>A hall in the list of halls.</summary>
public sealed record HallRow(string Url, string Emblem, string Name, string Intro, int Agencies, string? Region, string? Line, bool Emergency);
