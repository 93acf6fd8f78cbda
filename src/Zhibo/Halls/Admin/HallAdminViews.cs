using Zhibo.Halls.Changing;
using Zhibo.Halls.Pages;
using Zhibo.Web;

namespace Zhibo.Halls.Admin;

/// <param name="Entry">Null: a new hall.</param>
public sealed record HallFormView(HallEntry? Entry, HallText Text)
{
    public IReadOnlyList<Choice> Lines { get; init; } = [];

    /// <summary>What the region is called whose code stands in the form.</summary>
    public string? RegionName { get; init; }
}

/// <summary>The columns of a hall, and how it looks now.</summary>
public sealed record ArrangeView(HallEntry Entry, IReadOnlyList<PlacedBlock> Stream, IReadOnlyList<PlacedBlock> Side, HallPageView Preview, string SideHtml);

/// <summary>An agency that was picked or left out by hand.</summary>
public sealed record PickRow(string Handle, string Nickname, string Name, bool LeftOut);

public sealed record PicksView(HallEntry Entry, int Members, IReadOnlyList<PickRow> Picks, string Typed = "");

public sealed record EmergencyFormView(HallEntry Entry, string Text);

/// <summary>A hall in the administration's list.</summary>
public sealed record AdminHallRow(HallEntry Entry, int Members, string? Region);
