using System.Globalization;

namespace Zhibo.Halls;

/// <summary>A theme colour for both schemes: the administrator chooses one for paper, the one for the dark is made of it.</summary>
/// <param name="OnLight">Text on a ground of the light colour.</param>
public sealed record HallColours(string Light, string OnLight, string Dark, string OnDark)
{
    /// <summary>Of text on its ground (WCAG 2.2, 1.4.3).</summary>
    public const double Enough = 4.5;

    // Of tokens.css: paper, and of the dark grounds the lighter one, on which light colours show least.
    private const string Paper = "#f7f5f0", DarkSurface = "#1c2128", White = "#ffffff", Night = "#10151c";

    /// <summary>The colour as #rrggbb in small letters, or null when it is none.</summary>
    public static string? Read(string text)
    {
        var plain = text.Trim().ToLowerInvariant();
        return plain.Length == 7 && plain[0] == '#' && plain.AsSpan(1).IndexOfAnyExcept("0123456789abcdef") < 0 ? plain : null;
    }

    /// <summary>From 1 (alike) to 21 (black on white).</summary>
    public static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    public static double OnPaper(string colour) => Contrast(colour, Paper);

    /// <param name="colour">One with enough contrast on paper.</param>
    public static HallColours Of(string colour)
    {
        var dark = colour;
        for (var white = 1; Contrast(dark, DarkSurface) < Enough && white <= 20; white++) dark = Mixed(colour, white / 20.0);
        return new(colour, White, dark, Night);
    }

    private static string Mixed(string colour, double white) =>
        string.Concat(Parts(colour).Select(part => ((int)Math.Round(part + ((255 - part) * white))).ToString("x2", CultureInfo.InvariantCulture)).Prepend("#"));

    private static double Luminance(string colour)
    {
        var linear = Parts(colour).Select(part => part / 255.0).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static IEnumerable<int> Parts(string colour) =>
        Enumerable.Range(0, 3).Select(n => int.Parse(colour.AsSpan(1 + (n * 2), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
