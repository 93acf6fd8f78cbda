using Zhibo.Shared.Text;

namespace Zhibo.Regions;

/// <summary>Other names of a region, kept in one text and parted by blanks.</summary>
internal static class RegionVariants
{
    public const int Longest = 300;

    private static readonly char[] Between = [' ', ',', ';', '/', '|', '\t', '\n', '\r', '\u3000', '\u3001', '\uFF0C', '\uFF1B'];

    /// <summary>However people part them; those that are no text are left out.</summary>
    public static IEnumerable<string> Split(string? text) =>
        (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries)
            .Select(name => InputText.CleanLine(name, Longest)).Where(clean => clean.Ok && clean.Text.Length > 0).Select(clean => clean.Text);

    /// <summary>With these added; the name itself is none, and what finds no more room stays out.</summary>
    public static string With(string variants, IEnumerable<string> more, string name)
    {
        var all = Split(variants).ToList();
        foreach (var one in more)
            if (one != name && !all.Contains(one) && all.Sum(a => a.Length + 1) + one.Length <= Longest) all.Add(one);
        return string.Join(' ', all.Where(one => one != name));
    }
}
