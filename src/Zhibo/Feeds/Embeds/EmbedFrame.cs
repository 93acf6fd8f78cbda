using System.Globalization;
using System.Text.Encodings.Web;
using Zhibo.Posts;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Embeds;

/// <summary>The tag that others put into their pages. Without script the frame cannot grow with its content, so its height is
/// guessed from the text; what is longer can be scrolled.</summary>
internal static class EmbedFrame
{
    public const int UsualWidth = 550;
    private const int StreamHeight = 600;
    private const int Least = 200;
    private const int Most = 800;

    /// <summary>In pixels; the signs of a text are 16 of them wide, its lines 28 high, and 40 stand beside it.</summary>
    public static int Height(Exhibit exhibit, int width)
    {
        if (exhibit.Post is not { } post) return StreamHeight;
        var perLine = Math.Max(4, (width - 40) / 16);
        var height = 190 + Lines(post.Subject, perLine) * 28 + (post.Subject.Post.Kind == PostKind.Quote && post.Original is { } original ? 120 + Lines(original, perLine - 3) * 28 : 0);
        if (post.Subject.Document is not null) height += 110;
        return Math.Clamp(height, Least, Most);
    }

    /// <param name="source">Absolute address.</param>
    public static string Tag(string source, string title, int width, int height, HtmlEncoder encoder) => string.Create(CultureInfo.InvariantCulture,
        $"<iframe src=\"{encoder.Encode(source)}\" title=\"{encoder.Encode(Bidi.Strip(title))}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" style=\"border:0;max-width:100%\"></iframe>");

    private static int Lines(PostPicture picture, int perLine) =>
        picture.Post.Text.Split('\n').Sum(line => 1 + (int)(PostLength.Of(line) / perLine));
}
