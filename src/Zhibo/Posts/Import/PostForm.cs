using System.Globalization;

namespace Zhibo.Posts.Import;

/// <summary>Our own form of a post in a file: what exports write, imports read and maps may name.</summary>
internal static class PostForm
{
    public const string ExternalId = "external_id", Author = "author", Text = "text", PostedAt = "posted_at";
    public const string Reposts = "reposts", Comments = "comments", Likes = "likes";
    public const string Kind = "kind", Visibility = "visibility", Warning = "warning", Sensitive = "sensitive", Language = "language";
    public const string CommentOn = "comment_on", RepostOf = "repost_of";

    public static readonly IReadOnlyCollection<string> Fields =
        [ExternalId, Author, Text, PostedAt, Reposts, Comments, Likes, Kind, Visibility, Warning, Sensitive, Language, CommentOn, RepostOf];

    private static readonly Dictionary<string, Visibility> Visibilities = Enum.GetValues<Visibility>().ToDictionary(Name, v => v, StringComparer.Ordinal);

    public static string Name(PostKind kind) => kind.ToString().ToLowerInvariant();

    public static string Name(Visibility visibility) => visibility.ToString().ToLowerInvariant();

    public static string Name(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static bool TryVisibility(string name, out Visibility visibility) => Visibilities.TryGetValue(name.Trim().ToLowerInvariant(), out visibility);
}
