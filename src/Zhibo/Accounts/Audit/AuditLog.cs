using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Audit;

/// <summary>Writes into the audit log, in the turn that does what is logged: neither happens without the other.</summary>
public static class AuditLog
{
    private const long ChainLock = 7423003;

    /// <param name="Name">noun.verb.</param>
    /// <param name="UserId">The person; null is the site.</param>
    public sealed record Act(string Name, long? UserId)
    {
        public long? AccountId { get; init; }

        public string Subject { get; init; } = "";

        /// <summary>Never a text, address or number that belongs to a citizen.</summary>
        public string Detail { get; init; } = "";
    }

    /// <summary>Adds the next link of the chain.</summary>
    public static void Audit(this Db turn, Act act, DateTimeOffset now)
    {
        // One chain over all lanes and nodes; SQLite has one writer anyway.
        if (turn.Database.IsNpgsql()) turn.Database.ExecuteSqlRaw("SELECT pg_advisory_xact_lock({0})", ChainLock);
        var last = turn.AuditEntries.Local.MaxBy(e => e.Number) ?? turn.AuditEntries.OrderByDescending(e => e.Number).FirstOrDefault();
        var handle = act.UserId is not { } user ? ""
            : turn.Users.Where(u => u.Id == user).Join(turn.Accounts, u => u.AccountId, a => a.Id, (_, a) => a.Handle).FirstOrDefault() ?? "";
        var entry = new AuditEntry
        {
            Number = (last?.Number ?? 0) + 1,
            // As the database keeps it, so that the hash can be recomputed.
            At = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            UserId = act.UserId,
            UserHandle = handle,
            AccountId = act.AccountId,
            Act = act.Name,
            Subject = act.Subject,
            Detail = act.Detail,
            Hash = [],
        };
        entry.Hash = HashOf(entry, last?.Hash ?? []);
        turn.AuditEntries.Add(entry);
    }

    /// <summary>SHA-256 over the hash before and the fields, each with its length in bytes, so that none can run into the next.</summary>
    public static byte[] HashOf(AuditEntry entry, ReadOnlySpan<byte> before)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        foreach (var field in (ReadOnlySpan<string>)
        [
            Number(entry.Number), Number(entry.At.ToUnixTimeMilliseconds()), Number(entry.UserId), entry.UserHandle,
            Number(entry.AccountId), entry.Act, entry.Subject, entry.Detail,
        ])
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            hash.AppendData(Encoding.ASCII.GetBytes(Number(bytes.Length) + ":"));
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
