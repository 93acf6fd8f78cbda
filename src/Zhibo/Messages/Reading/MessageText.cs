using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Messages.Reading;

/// <summary>The words of a message. A program puts the names of those it is for before them; here everybody knows.</summary>
internal static class MessageText
{
    public static string Html(PostPicture picture, IReadOnlySet<long> parties)
    {
        var named = picture.Mentions.ToDictionary(m => m.Start);
        return PostHtml.Render(picture.Post.Text, Own(picture, parties), token => named.TryGetValue(token.Start, out var m) ? "/@" + m.Handle : null, TopicName.Path);
    }

    public static string Plain(PostPicture picture, IReadOnlySet<long> parties, int most) =>
        picture.Post.Warning is { } warning ? PostHtml.Plain(warning, most)
        : Own(picture, parties) is [var first, ..] ? PostHtml.Plain(picture.Post.Text[first.Start..], most) : "";

    private static IReadOnlyList<Token> Own(PostPicture picture, IReadOnlySet<long> parties)
    {
        var tokens = PostViews.Tokens(picture);
        var begin = 0;
        while (begin < tokens.Count && IsAddress(tokens[begin], picture.Post.Text, parties)) begin++;
        // Who says nothing but a name means the name.
        return begin == tokens.Count ? tokens : [.. tokens.Skip(begin)];
    }

    private static bool IsAddress(Token token, string text, IReadOnlySet<long> parties) => token.Kind switch
    {
        TokenKind.Mention => parties.Contains(token.AccountId),
        TokenKind.LineBreak => true,
        _ => text.AsSpan(token.Start, token.Length).IsWhiteSpace(),
    };
}
