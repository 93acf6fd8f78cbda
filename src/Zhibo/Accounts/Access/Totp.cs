using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zhibo.Accounts.Access;

/// <summary>Time-based one-time codes (RFC 6238): SHA-1, 30 s, 6 digits, which is what every phone app speaks.</summary>
internal static class Totp
{
    public const int SecretBytes = 20;
    private const int Seconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds;

    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = 6)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, mac);
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0xF)..]) & 0x7FFF_FFFF;
        return (number % (uint)Math.Pow(10, digits)).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>The step the code belongs to, now or one step away (clocks differ), and later than the last one used.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastStep)
    {
        var typed = Encoding.UTF8.GetBytes(code);
        var current = StepOf(now);
        long? found = null;
        for (var step = current - 1; step <= current + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Code(secret, step))) && step > lastStep) found ??= step;
        return found;
    }

    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (bits, count) = (0, 0);
        foreach (var b in bytes)
        {
            bits = bits << 8 | b;
            for (count += 8; count >= 5; count -= 5) text.Append(Alphabet[bits >> (count - 5) & 31]);
        }
        if (count > 0) text.Append(Alphabet[bits << (5 - count) & 31]);
        return text.ToString();
    }

    /// <summary>What a phone app reads from the picture.</summary>
    public static string Address(string site, string handle, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(site)}:{Uri.EscapeDataString(handle)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(site)}";
}
