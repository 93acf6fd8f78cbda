using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Zhibo.Accounts.Access;

/// <summary>The pass from the password to the code: sealed, for ten minutes, and void once the password changes. It lies in a
/// cookie of its own, so the server keeps nothing.</summary>
internal sealed class SecondStep(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string CookieName = "zhibo-step";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly IDataProtector protector = protection.CreateProtector("Zhibo.SecondStep");

    public string Issue(User user) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Id} {clock.GetUtcNow().ToUnixTimeSeconds()} {Mark(user)}"));

    /// <summary>The user whose password was right, or null.</summary>
    public long? UserOf(string pass)
    {
        var parts = Open(pass);
        return parts is not null && IsFresh(parts[1]) ? long.Parse(parts[0], CultureInfo.InvariantCulture) : null;
    }

    public bool Fits(string pass, User user) => Open(pass) is { } parts && parts[2] == Mark(user);

    public bool IsLocked(User user) => SignInGate.IsLocked(user, clock.GetUtcNow());

    private bool IsFresh(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)) + Lifetime > clock.GetUtcNow();

    private string[]? Open(string pass)
    {
        try { return protector.Unprotect(pass).Split(' '); }
        catch (CryptographicException) { return null; }
    }

    private static string Mark(User user) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user.PasswordHash)).AsSpan(0, 8));
}
