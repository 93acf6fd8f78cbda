namespace Zhibo.Agencies;

/// <summary>统一社会信用代码 of GB 32100-2015: 18 signs of 0–9 and A–Z without I, O, S, V, Z; the last one is a checksum.</summary>
public static class UnitCode
{
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;

    /// <summary>As it is written, or null when it is none.</summary>
    public static string? Read(string typed)
    {
        var code = typed.Trim().ToUpperInvariant();
        return code.Length == Length && code[^1] == Check(code) ? code : null;
    }

    /// <summary>The last sign that belongs to the first seventeen; null when one of them cannot stand in a code.</summary>
    private static char? Check(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var sign in code.AsSpan(0, Length - 1))
        {
            var value = Signs.IndexOf(sign, StringComparison.Ordinal);
            if (value < 0) return null;
            (sum, weight) = (sum + value * weight, weight * 3 % Signs.Length);
        }
        return Signs[(Signs.Length - sum % Signs.Length) % Signs.Length];
    }
}
