using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Zhibo.Accounts.Access;

/// <summary>Seals the secrets of phone apps. Never inside a turn of the writer: the first use of a key may write it.</summary>
internal sealed class TotpSecrets(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("Zhibo.Totp");

    public string New() => Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(Totp.SecretBytes)));

    public byte[] Open(string kept) => protector.Unprotect(Convert.FromBase64String(kept));

    public long? Match(byte[] secret, string code, long lastStep) => Totp.Match(secret, code, clock.GetUtcNow(), lastStep);
}
