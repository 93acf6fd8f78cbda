using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>
/// Finds mentions, topics, links and line breaks in the text of a post. Takes any string, in one pass.
/// The tokens cover the text without gap or overlap.
/// </summary>
public static class PostText
{
    /// <summary>The longest topic, between its # signs.</summary>
    public const int LongestTopic = 64;

    public static IReadOnlyList<Token> Parse(string text)
    {
        var tokens = new List<Token>();
        var plain = 0;
        for (var at = 0; at < text.Length;)
        {
            var token = Special(text, at, out var next);
            if (token is { } found)
            {
                if (plain < at) tokens.Add(Plain(text, plain, at));
                tokens.Add(found);
                plain = next;
            }

            at = next;
        }

        if (plain < text.Length) tokens.Add(Plain(text, plain, text.Length));
        return tokens;
    }

    /// <summary>
    /// The names that may stand at the head of a mention's run, longest first, as written:
    /// <c>微博德阳你好</c> may mean 微博德阳你好, 微博德阳你, 微博德阳 … An ASCII word is never cut in two.
    /// </summary>
    public static IEnumerable<string> Candidates(string run) => MentionRule.Candidates(run);

    /// <summary>The keys (<see cref="Names.Key"/>) to look up for all mentions at once, before <see cref="Resolve"/>.</summary>
    public static IReadOnlySet<string> NameKeys(IEnumerable<Token> tokens) =>
        tokens.Where(token => token.Kind == TokenKind.Mention)
            .SelectMany(token => Candidates(token.Value))
            .Select(Names.Key)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Keeps of each mention the longest name that <paramref name="lookup"/> (by <see cref="Names.Key"/>) knows;
    /// the rest of the run becomes plain text again.
    /// </summary>
    public static IReadOnlyList<Token> Resolve(IReadOnlyList<Token> tokens, Func<string, long?> lookup)
    {
        var resolved = new List<Token>(tokens.Count);
        var plain = new PlainRun(resolved);
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.Plain)
            {
                plain.Add(token.Start, token.Value);
            }
            else if (token.Kind != TokenKind.Mention)
            {
                plain.Close();
                resolved.Add(token);
            }
            else if (Known(token.Value, lookup) is var (name, id))
            {
                plain.Close();
                resolved.Add(new Token(TokenKind.Mention, token.Start, name.Length + 1, name, id));
                plain.Add(token.Start + name.Length + 1, token.Value[name.Length..]);
            }
            else
            {
                // Which of the two @ signs it was is in the text only; the sign is normalised with the name given back.
                plain.Add(token.Start, "@" + token.Value);
            }
        }

        plain.Close();
        return resolved;
    }

    /// <summary>The topics in order of appearance, once each by <see cref="TopicName.Key"/>.</summary>
    public static IReadOnlyList<string> Topics(IEnumerable<Token> tokens) =>
        [.. tokens.Where(token => token.Kind == TokenKind.Topic).Select(token => token.Value).DistinctBy(TopicName.Key)];

    /// <summary>The accounts mentioned, once each, after <see cref="Resolve"/>.</summary>
    public static IReadOnlyList<long> Mentioned(IEnumerable<Token> tokens) =>
        [.. tokens.Where(token => token.Kind == TokenKind.Mention && token.AccountId != 0).Select(token => token.AccountId).Distinct()];

    private static Token? Special(string text, int at, out int next)
    {
        switch (text[at])
        {
            case 'h' or 'H' when Urls.StartsAt(text, at):
                var end = Urls.EndOf(text, at, out next);
                if (end == at) return null;
                next = end;
                return new Token(TokenKind.Link, at, end - at, text[at..end]);
            case '#' or '＃':
                return TopicRule.Read(text, at, out next);
            case '@' or '＠':
                return MentionRule.Read(text, at, out next);
            case '\r' or '\n':
                next = at + (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1);
                return new Token(TokenKind.LineBreak, at, next - at, "\n");
            default:
                next = at + 1;
                return null;
        }
    }

    private static Token Plain(string text, int start, int end) => new(TokenKind.Plain, start, end - start, text[start..end]);

    private static (string Name, long Id)? Known(string run, Func<string, long?> lookup)
    {
        foreach (var name in Candidates(run))
            if (lookup(Names.Key(name)) is { } id) return (name, id);
        return null;
    }

    /// <summary>Joins neighbouring plain pieces into one token.</summary>
    private sealed class PlainRun(List<Token> tokens)
    {
        private readonly StringBuilder _text = new();
        private int _start;

        public void Add(int start, string text)
        {
            if (_text.Length == 0) _start = start;
            _text.Append(text);
        }

        public void Close()
        {
            if (_text.Length > 0) tokens.Add(new Token(TokenKind.Plain, _start, _text.Length, _text.ToString()));
            _text.Clear();
        }
    }
}
