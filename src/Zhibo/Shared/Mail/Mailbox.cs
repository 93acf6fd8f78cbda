using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Zhibo.Data;
using Zhibo.Shared.Jobs;

namespace Zhibo.Shared.Mail;

/// <summary>Mail leaves by a job row, so none is lost with the process. The row is sealed: it holds an address, and often
/// a link that opens an account.</summary>
public sealed class Mailbox(IDataProtectionProvider protection, Ids ids, TimeProvider clock)
{
    public const string JobKind = "mail";
    private readonly IDataProtector protector = protection.CreateProtector("Zhibo.Mail");

    /// <summary>Outside a turn: the first use of a key may write it.</summary>
    public string Seal(Letter letter) => protector.Protect(JsonSerializer.Serialize(letter));

    /// <summary>Inside a turn.</summary>
    public void Queue(Db db, string sealedLetter) =>
        db.Jobs.Add(new Job { Id = ids.Next(), Kind = JobKind, Payload = sealedLetter, DueAt = clock.GetUtcNow() });

    internal Letter Open(string payload) => JsonSerializer.Deserialize<Letter>(protector.Unprotect(payload))!;
}
