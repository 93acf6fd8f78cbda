using System.Net.Mail;

namespace Zhibo.Accounts.Access;

internal static class MailAddresses
{
    /// <summary>Null unless it is an address on a real domain. Compared without case: no provider tells Chen@ from chen@.</summary>
    public static string? Normalize(string typed)
    {
        var address = typed.Trim().ToLowerInvariant();
        return address.Length <= 254
            && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ',' or ';' or '(' or ')')
            && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
            && parsed.User.Length <= 64 && parsed.Host.Contains('.', StringComparison.Ordinal)
            ? address
            : null;
    }
}
