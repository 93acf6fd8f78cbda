using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Zhibo.Accounts;

/// <summary>The SHA-256 of a cookie, token or code: what the database keeps instead of the secret.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    private const int SecretBytes = 32;
    private const int LongestSecret = 128;

    /// <summary>Null when the text cannot be one of our secrets.</summary>
    public static TokenHash? Of(ReadOnlySpan<char> secret)
    {
        if (secret.Length is 0 or > LongestSecret) return null;
        Span<byte> text = stackalloc byte[LongestSecret];
        if (!Encoding.ASCII.TryGetBytes(secret, text, out var length)) return null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return MemoryMarshal.Read<TokenHash>(hash);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        MemoryMarshal.Write(bytes, this);
        return bytes;
    }

    /// <summary>A new secret of 256 bits, fit for cookies, headers and addresses.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    // The hash is random already.
    public override int GetHashCode() => A.GetHashCode();
}
