namespace Zhibo.Shared.Text;

/// <summary>Traditional characters as simplified ones, so that 德陽 and 德阳 are found alike. For keys, not for reading: it
/// knows characters, not words.</summary>
public static class Simplified
{
    private static readonly Lazy<Dictionary<char, char>> Table = new(() => TextData.Lines("simplified.txt")
        .Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]));

    public static string Of(string text)
    {
        var table = Table.Value;
        foreach (var sign in text)
            if (table.ContainsKey(sign)) return string.Create(text.Length, text, (room, from) => Write(room, from));
        return text;
    }

    private static void Write(Span<char> room, string from)
    {
        for (var i = 0; i < from.Length; i++) room[i] = Table.Value.GetValueOrDefault(from[i], from[i]);
    }
}
