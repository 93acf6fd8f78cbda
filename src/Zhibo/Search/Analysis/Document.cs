using System.Globalization;
using System.Text;
using Zhibo.Posts;
using Zhibo.Shared.Text;

namespace Zhibo.Search.Analysis;

/// <summary>A post as it goes into the index.</summary>
/// <param name="Signs">The folded text.</param>
/// <param name="Marks">What it is found by beside its text.</param>
internal sealed record Document(long PostId, long AuthorId, PostKind Kind, bool IsPublic, string Signs, IReadOnlyList<string> Marks)
{
    /// <summary>Grows with every change of what is taken from a post: the index is then made anew.</summary>
    public const int Version = 1;

    public bool HasImage { get; init; }

    /// <param name="post">The post.</param>
    /// <param name="paper">The words of the document that hangs on it.</param>
    public static Document Of(Post post, string? paper = null)
    {
        var image = Pictured(post);
        List<string> marks = [AuthorMark(post.AuthorId), .. TopicMarks(post.Text)];
        if (image) marks.Add(ImageMark);
        return new(post.Id, post.AuthorId, post.Kind, post.Visibility == Visibility.Public, SignsOf(post.Text, post.Warning, paper), marks) { HasImage = image };
    }

    public static string SignsOf(string text, string? warning, string? paper)
    {
        var folded = new Folded();
        folded.Add(text);
        folded.AddBreak();
        folded.Add(warning);
        folded.AddBreak();
        folded.Add(paper);
        return folded.ToString();
    }

    // Signs that no folded text holds keep marks apart from words.
    public static string AuthorMark(long accountId) => "@" + accountId.ToString(CultureInfo.InvariantCulture);

    public static string TopicMark(string key)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(key)) hash = (hash ^ b) * 1099511628211UL;
        return "#" + hash.ToString("x", CultureInfo.InvariantCulture);
    }

    public const string ImageMark = "^image";

    public static IEnumerable<string> TopicMarks(string text) =>
        text.AsSpan().IndexOfAny('#', '\uFF03') < 0 ? [] : PostText.Topics(PostText.Parse(text)).Select(name => TopicMark(TopicName.Key(name)));

    /// <summary>A film or a recording is something to look at, too.</summary>
    private static bool Pictured(Post post) => post.MediaCount > 0;
}
