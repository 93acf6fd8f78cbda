using Zhibo.Shared.Text;

namespace Zhibo.Posts;

/// <summary>Cuts a stored text at the mentions that were found when it was written, whatever is called what today.</summary>
public static class StoredMentions
{
    /// <param name="text">As stored.</param>
    /// <param name="at">Length and account of the mention that starts there, or null.</param>
    public static IReadOnlyList<Token> Resolve(string text, Func<int, (int Length, long AccountId)?> at)
    {
        List<Token> tokens = [];
        foreach (var token in PostText.Parse(text))
        {
            if (token.Kind != TokenKind.Mention) tokens.Add(token);
            else if (at(token.Start) is not var (length, account) || length > token.Length) tokens.Add(Plain(text, token.Start, token.End));
            else
            {
                tokens.Add(new Token(TokenKind.Mention, token.Start, length, text.Substring(token.Start + 1, length - 1), account));
                if (length < token.Length) tokens.Add(Plain(text, token.Start + length, token.End));
            }
        }
        return tokens;
    }

    private static Token Plain(string text, int start, int end) => new(TokenKind.Plain, start, end - start, text[start..end]);
}
