using System.Text.Json.Serialization;
using Zhibo.Halls.Members;

namespace Zhibo.Halls.Api;

/// <summary>A region by code and name.</summary>
public sealed record HallRegionJson(string Code, string Name);

/// <summary>A hall in numbers; as on its page, at most a minute old.</summary>
public sealed record HallFiguresJson(
    int Agencies, int Sealed, int Silent, int PostsToday, long Followers, int CountiesLiving, int Counties, int TownsLiving, int Towns)
{
    public static HallFiguresJson Of(HallFigures figures) => new(
        figures.Agencies, figures.Sealed, figures.Silent, figures.PostsToday, figures.Followers, figures.Counties.Living, figures.Counties.All, figures.Towns.Living, figures.Towns.All);
}

/// <summary>An emergency and since when.</summary>
public sealed record HallEmergencyJson(string Text, DateTimeOffset Since);

/// <summary>A topic under which a hall publishes regularly, and its page.</summary>
public sealed record HallColumnJson(string Name, string Url);

/// <summary>A hall as programs see it.</summary>
/// <param name="Url">Absolute.</param>
/// <param name="Lead">Handle of the account that leads.</param>
/// <param name="Colour">#rrggbb.</param>
/// <param name="Main">Stands at the root of the site.</param>
public sealed record HallJson(string Slug, string Name, string Intro, string Url, HallRegionJson? Region, string? Line, string? Lead, string? Colour, string Emblem, bool Main)
{
    public HallEmergencyJson? Emergency { get; init; }

    public IReadOnlyList<HallColumnJson> Columns { get; init; } = [];

    /// <summary>Only where one hall is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HallFiguresJson? Figures { get; init; }

    /// <summary>What it talks about, most first; only where one hall is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HallTopic>? Topics { get; init; }
}
