using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Audit;

/// <summary>Computes the chain of the log anew. A row that was changed, added or taken out shows, and every row after it is
/// in doubt; rows cut off at the end show when the newest fingerprint was written down elsewhere.</summary>
public sealed class VerifyAudit(Db db)
{
    /// <param name="Rows">Looked at.</param>
    /// <param name="BrokenAt">Number of the first row that does not follow from those before it.</param>
    /// <param name="Newest">Fingerprint of the last good row, as hexadecimal digits.</param>
    public sealed record Outcome(long Rows, long? BrokenAt, string Newest);

    public async Task<Outcome> Run(CancellationToken ct)
    {
        var (rows, before) = (0L, Array.Empty<byte>());
        await foreach (var entry in db.AuditEntries.OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            rows++;
            if (entry.Number != rows || !AuditLog.HashOf(entry, before).AsSpan().SequenceEqual(entry.Hash)) return new(rows, rows, Convert.ToHexStringLower(before));
            before = entry.Hash;
        }
        return new(rows, null, Convert.ToHexStringLower(before));
    }
}
