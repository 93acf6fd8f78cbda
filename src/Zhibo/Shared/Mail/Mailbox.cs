using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Zhibo.Data;

namespace Zhibo.Shared.Mail;

/// <summary>Mail leaves by a job row, so none is lost with the process. The row is sealed: it holds an address, and often
/// a link that opens an account.</summary>
public sealed class Mailbox(IDataProtectionProvider protection)
{
    public const string JobKind = "mail";
    private readonly IDataProtector protector = protection.CreateProtector("Zhibo.Mail");

    /// <summary>Outside a turn: the first use of a key may write it.</summary>
    public string Seal(Letter letter) => protector.Protect(JsonSerializer.Serialize(letter));

    /// <summary>Inside a turn.</summary>
    public static void Queue(Db db, string sealedLetter) => db.Queue(JobKind, sealedLetter);

    internal Letter Open(string sealedLetter) => JsonSerializer.Deserialize<Letter>(protector.Unprotect(sealedLetter))!;
}
