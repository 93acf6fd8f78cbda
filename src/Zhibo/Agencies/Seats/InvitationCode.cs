using System.Security.Cryptography;
using System.Text;

namespace Zhibo.Agencies.Seats;

/// <summary>Twelve characters that nobody misreads, in groups of four: 59 bits. Only their hash is kept.</summary>
public static class InvitationCode
{
    public const int Length = 12;

    // Without 0 O, 1 I L.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static string New() => Shown(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>As it is printed: ABCD-EFGH-JKMN.</summary>
    public static string Shown(string code) => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    /// <summary>The code in what somebody typed, small or wide letters and gaps aside; null when there is none in it.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 60) return null;
        var code = new StringBuilder(Length);
        foreach (var sign in typed)
        {
            // Full-width forms stand at a fixed distance from ASCII.
            var plain = char.ToUpperInvariant(sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign);
            if (Alphabet.Contains(plain, StringComparison.Ordinal)) code.Append(plain);
            else if (plain is not (' ' or '-' or '\u3000' or '\u2013' or '\u2014')) return null;
        }
        return code.Length == Length ? code.ToString() : null;
    }

    /// <param name="code">From <see cref="Read"/>.</param>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));
}
