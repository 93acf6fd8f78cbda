using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Live;
using Zhibo.Shared.Facts;

namespace Zhibo.Messages.Reading;

/// <summary>Unread messages per account, in memory, since every signed-in page shows the number; open pages are told.</summary>
internal sealed class MessageCounts(IDbContextFactory<Db> contexts, LiveStreams streams) : IWatch<ConversationChanged>, IForget
{
    private const int MostAccounts = 100_000;
    private readonly ConcurrentDictionary<long, int> counts = new();

    /// <summary>Moves with every drop: what was counted while something changed is not kept.</summary>
    private long drops;

    public ValueTask<int> Of(long accountId, CancellationToken ct) => counts.TryGetValue(accountId, out var count) ? new(count) : new(Read(accountId, ct));

    public void Seen(ConversationChanged fact)
    {
        Interlocked.Increment(ref drops);
        foreach (var account in fact.Accounts)
        {
            counts.TryRemove(account, out _);
            if (streams.Has(account)) _ = Tell(account, fact.ConversationId);
        }
    }

    public void Forget()
    {
        Interlocked.Increment(ref drops);
        counts.Clear();
    }

    private async Task<int> Read(long accountId, CancellationToken ct)
    {
        var before = Interlocked.Read(ref drops);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var count = await db.ConversationParties.Where(p => p.AccountId == accountId && p.State == PartyState.Accepted).SumAsync(p => p.Unread, ct);
        if (counts.Count >= MostAccounts) counts.Clear();
        if (before == Interlocked.Read(ref drops)) counts[accountId] = count;
        return count;
    }

    private async Task Tell(long accountId, long conversation)
    {
        var count = await Of(accountId, CancellationToken.None);
        streams.Tell(accountId, new LiveEvent("messages", count.ToString(CultureInfo.InvariantCulture)));
        streams.Tell(accountId, new LiveEvent("conversation", conversation.ToString(CultureInfo.InvariantCulture)));
    }
}
