namespace Zhibo.Posts.Filters;

/// <summary>A filter with its words.</summary>
public sealed record FilterLine(Filter Filter, IReadOnlyList<FilterWord> Words)
{
    public bool IsOver(DateTimeOffset now) => Filter.ExpiresAt is { } end && end <= now;
}

public sealed record FiltersView(IReadOnlyList<FilterLine> Filters, DateTimeOffset Now);

/// <summary>What stands in the form of a filter.</summary>
/// <param name="Id">Null for a new one.</param>
public sealed record FilterForm(long? Id)
{
    public string Title { get; init; } = "";

    /// <summary>One on a line.</summary>
    public string Words { get; init; } = "";

    public bool WholeWord { get; init; }

    public FilterPlaces Places { get; init; } = FilterPlaces.All;

    public bool Hides { get; init; }

    /// <summary>In minutes; 0 is never, -1 as it is.</summary>
    public int Ends { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>The places of a filter, one by one.</summary>
public static class FilterPlaceNames
{
    public static readonly IReadOnlyList<FilterPlaces> Each = [FilterPlaces.Home, FilterPlaces.Public, FilterPlaces.Thread, FilterPlaces.Account, FilterPlaces.Notices];

    public static string Name(FilterPlaces place) => place.ToString().ToLowerInvariant();

    public static string Word(FilterPlaces place) => $"posts.filter.place.{Name(place)}";
}
