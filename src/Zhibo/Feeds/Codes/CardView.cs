using Zhibo.Posts.Pages;

namespace Zhibo.Feeds.Codes;

/// <summary>服务联系卡: how to reach an account, to be printed.</summary>
/// <param name="Poster">One large one instead of a sheet of ten.</param>
public sealed record CardView(AuthorView Who, string Style, string Address, bool Poster)
{
    /// <summary>Full official name, where it differs from the nickname.</summary>
    public string? Unit { get; init; }

    /// <summary>条线 and region: 市场监管 · 德阳市.</summary>
    public string? Field { get; init; }

    public IReadOnlyList<(string Word, string Value)> Facts { get; init; } = [];

    public required string Qr { get; init; }
}
