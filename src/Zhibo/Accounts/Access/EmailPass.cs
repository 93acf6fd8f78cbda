using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Zhibo.Accounts.Access;

/// <summary>What the link in a confirming mail carries: who claimed which address and when, sealed. An address counts only
/// once somebody who reads it has followed the link, so nobody can block or find out another's address.</summary>
internal sealed class EmailPass(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);
    private readonly IDataProtector protector = protection.CreateProtector("Zhibo.Email");

    public string Issue(long userId, string email) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{userId} {clock.GetUtcNow().ToUnixTimeSeconds()} {email}"));

    public (long UserId, string Email)? Open(string pass)
    {
        try
        {
            var parts = protector.Unprotect(pass).Split(' ', 3);
            var issued = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
            return issued + Lifetime > clock.GetUtcNow() ? (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[2]) : null;
        }
        catch (CryptographicException) { return null; }
    }
}
