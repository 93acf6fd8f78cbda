namespace Zhibo.Shared.Text;

public enum TokenKind
{
    Plain,
    Mention,
    Topic,
    Link,
    LineBreak,
}

/// <summary>
/// A piece of a post, <see cref="Start"/> and <see cref="Length"/> in UTF-16 units of the text.
/// <see cref="Value"/>: the text itself, of a mention the name without @, of a topic its name without #, of a link the address.
/// <see cref="AccountId"/> is filled by <see cref="PostText.Resolve"/> in mentions only.
/// </summary>
public readonly record struct Token(TokenKind Kind, int Start, int Length, string Value, long AccountId = 0)
{
    public int End => Start + Length;
}
