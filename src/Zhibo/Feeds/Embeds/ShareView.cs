namespace Zhibo.Feeds.Embeds;

/// <summary>The page on which people fetch the code of an embed, a QR code or a feed.</summary>
/// <param name="Site">Address of the site.</param>
/// <param name="Address">As typed.</param>
/// <param name="Theme">Of <see cref="EmbedThemes"/>.</param>
public sealed record ShareView(string Site, string Address, string Theme)
{
    public string? Error { get; init; }

    public SharedThing? Found { get; init; }
}

/// <param name="Title">What people call it.</param>
/// <param name="Path">Its page.</param>
/// <param name="Tag">Markup to be copied.</param>
/// <param name="EmbedPath">What the frame shows.</param>
public sealed record SharedThing(string Title, string Path, string Tag, string EmbedPath)
{
    public required Func<string, string> Qr { get; init; }

    /// <summary>The sheet of cards to be printed; accounts have one.</summary>
    public string? CardPath { get; init; }

    public IReadOnlyList<(string Label, string Path)> Feeds { get; init; } = [];
}
