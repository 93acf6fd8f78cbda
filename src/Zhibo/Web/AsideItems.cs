namespace Zhibo.Web;

/// <summary>One figure about the city: 263, 家机构.</summary>
public sealed record CityFigure(string Value, string Label);

/// <summary>A topic in the right column.</summary>
public sealed record TopicLink(string Name, string Href, string Count)
{
    /// <summary>Why it stands here, in a sentence.</summary>
    public string? Note { get; init; }
}
