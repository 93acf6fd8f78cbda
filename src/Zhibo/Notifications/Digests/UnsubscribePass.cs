using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Zhibo.Notifications.Digests;

/// <summary>What the link at the end of a mail carries: whose mails it ends, sealed. It never runs out: a mail may be old when somebody
/// has enough of it.</summary>
internal sealed class UnsubscribePass(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Zhibo.Unsubscribe");

    public string Issue(long accountId) => protector.Protect(accountId.ToString(CultureInfo.InvariantCulture));

    public long? Open(string pass)
    {
        try { return long.Parse(protector.Unprotect(pass), CultureInfo.InvariantCulture); }
        catch (CryptographicException) { return null; }
    }
}
