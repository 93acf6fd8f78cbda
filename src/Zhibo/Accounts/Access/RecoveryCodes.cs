using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Ten codes for the day the phone is lost. 80 bits each, so a plain hash keeps them.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;
    private const int Length = 16;

    public static string[] New() => [.. Enumerable.Range(0, Count).Select(_ => Grouped(Totp.Base32(RandomNumberGenerator.GetBytes(10)).ToLowerInvariant()))];

    /// <summary>Inside a turn: the new ones replace all older ones.</summary>
    public static void Replace(Db db, Ids ids, long userId, string[] codes)
    {
        db.RecoveryCodes.Where(c => c.UserId == userId).ExecuteDelete();
        foreach (var code in codes) db.RecoveryCodes.Add(new RecoveryCode { Id = ids.Next(), UserId = userId, CodeHash = HashOf(code)! });
    }

    /// <summary>Inside a turn: true once for each code.</summary>
    public static bool Use(Db db, long userId, string typed) =>
        HashOf(typed) is { } hash && db.RecoveryCodes.Where(c => c.UserId == userId && c.CodeHash == hash).ExecuteDelete() > 0;

    public static bool IsOne(string text) => HashOf(text) is not null && text.Length == Length + 3;

    /// <summary>However it was copied: blanks, dashes and capitals do not matter.</summary>
    private static byte[]? HashOf(string typed)
    {
        var code = new string([.. typed.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant();
        return code.Length == Length ? TokenHash.Of(code)!.Value.ToBytes() : null;
    }

    private static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));
}
