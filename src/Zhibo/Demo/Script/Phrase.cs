using System.Text;

namespace Zhibo.Demo.Script;

/// <summary>
/// Makes a sentence of a pattern: <c>[this|or that]</c>, which may be nested, and <c>{slot}</c>. Choices of one name,
/// <c>[?a:question one|question two]</c> and later <c>[?a:answer one|answer two]</c>, fall alike.
/// </summary>
internal sealed class Phrase(Dice dice, Func<string, string> slot, Dictionary<char, int> alike)
{
    public string Make(ReadOnlySpan<char> pattern)
    {
        var text = new StringBuilder();
        Write(text, pattern);
        return text.ToString();
    }

    private void Write(StringBuilder text, ReadOnlySpan<char> pattern)
    {
        while (!pattern.IsEmpty)
        {
            var plain = pattern.IndexOfAny('[', '{');
            text.Append(plain < 0 ? pattern : pattern[..plain]);
            if (plain < 0) return;
            pattern = pattern[plain..];
            var end = EndOf(pattern);
            if (pattern[0] == '{') text.Append(slot(pattern[1..end].ToString()));
            else Write(text, Choice(pattern[1..end]));
            pattern = pattern[(end + 1)..];
        }
    }

    private string Choice(ReadOnlySpan<char> inside)
    {
        if (!inside.StartsWith("?")) return dice.Pick(Choices(inside));
        var (name, choices) = (inside[1], Choices(inside[3..]));
        if (!alike.TryGetValue(name, out var index)) alike[name] = index = dice.Below(choices.Count);
        return choices[index];
    }

    private static int EndOf(ReadOnlySpan<char> pattern)
    {
        if (pattern[0] == '{') return pattern.IndexOf('}');
        var depth = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '[') depth++;
            if (pattern[at] == ']' && --depth == 0) return at;
        }
        throw new FormatException($"a bracket is not closed: {pattern}");
    }

    private static List<string> Choices(ReadOnlySpan<char> inside)
    {
        List<string> choices = [];
        var (start, depth) = (0, 0);
        for (var at = 0; at < inside.Length; at++)
        {
            if (inside[at] == '[') depth++;
            else if (inside[at] == ']') depth--;
            else if (inside[at] == '|' && depth == 0)
            {
                choices.Add(inside[start..at].ToString());
                start = at + 1;
            }
        }
        choices.Add(inside[start..].ToString());
        return choices;
    }
}
