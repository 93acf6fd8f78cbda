namespace Zhibo.Agencies.Pages;

/// <param name="Used">Agencies of the line.</param>
public sealed record LineRow(string Key, string Name, int Order, int Used)
{
    /// <summary>Why it cannot be taken out, in words; null: it can.</summary>
    public string? Hindrance { get; init; }
}

/// <param name="Name">As it was typed, when it was refused.</param>
/// <param name="Key">The same.</param>
public sealed record LinesView(IReadOnlyList<LineRow> Lines, string Name = "", string Key = "");
