using Zhibo.Shared.Outside;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Links;

/// <summary>Which link of a text gets a card.</summary>
internal static class LinkRules
{
    /// <summary>Longer ones stand as links.</summary>
    private const int Longest = 1000;

    /// <summary>The first address of the text that may be asked for; null where there is none.</summary>
    public static string? FirstIn(string text)
    {
        foreach (var token in PostText.Parse(text))
        {
            if (token.Kind != TokenKind.Link || token.Value.Length > Longest || !Uri.TryCreate(token.Value, UriKind.Absolute, out var address) || OutsideClient.Fault(address) is not null) continue;
            return address.GetLeftPart(UriPartial.Query);
        }
        return null;
    }
}
