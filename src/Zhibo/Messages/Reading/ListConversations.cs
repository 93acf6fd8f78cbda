using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts.Reading;

namespace Zhibo.Messages.Reading;

/// <summary>The conversations of an account, the latest first.</summary>
public sealed class ListConversations(Db db)
{
    public const int PageSize = 30;

    /// <param name="State">Accepted ones, or requests.</param>
    public sealed record Input(long AccountId, PartyState State)
    {
        /// <summary>Older than this newest message.</summary>
        public long? Before { get; init; }

        /// <summary>Newer than this.</summary>
        public long? After { get; init; }

        /// <summary>Those right above <see cref="After"/>, instead of the newest.</summary>
        public bool Upwards { get; init; }

        public int Limit { get; init; } = PageSize;
    }

    /// <param name="Mine">As the account has it.</param>
    /// <param name="Others">Everybody else; nobody in a talk with oneself.</param>
    /// <param name="Last">The newest message; may be taken back.</param>
    public sealed record Row(ConversationParty Mine, IReadOnlyList<Account> Others, PostPicture Last);

    public async Task<IReadOnlyList<Row>> Run(Input input, CancellationToken ct)
    {
        var parties = db.ConversationParties.Where(p => p.AccountId == input.AccountId && p.State == input.State && p.LastId > p.ClearedId);
        if (input.Before is { } below) parties = parties.Where(p => p.LastId < below);
        if (input.After is { } above) parties = parties.Where(p => p.LastId > above);
        var mine = await (input.Upwards ? parties.OrderBy(p => p.LastId) : parties.OrderByDescending(p => p.LastId)).Take(input.Limit).ToListAsync(ct);
        if (input.Upwards) mine.Reverse();
        return await Rows(mine, ct);
    }

    /// <summary>One of them; null where the account is no party.</summary>
    public async Task<Row?> One(long accountId, long conversationId, CancellationToken ct)
    {
        var mine = await db.ConversationParties.Where(p => p.ConversationId == conversationId && p.AccountId == accountId).ToListAsync(ct);
        return (await Rows(mine, ct)) is [var row] ? row : null;
    }

    /// <summary>The conversation of two people; null where they never talked.</summary>
    public async Task<long?> Between(long one, long other, CancellationToken ct)
    {
        var key = Conversation.KeyOf([one, other]);
        return await db.Conversations.Where(c => c.Key == key).Select(c => (long?)c.Id).FirstOrDefaultAsync(ct);
    }

    public Task<int> Requests(long accountId, CancellationToken ct) =>
        db.ConversationParties.CountAsync(p => p.AccountId == accountId && p.State == PartyState.Request && p.LastId > p.ClearedId, ct);

    /// <summary>By conversation the newest message that was not taken back.</summary>
    public async Task<Dictionary<long, long>> Standing(IReadOnlyCollection<Row> rows, CancellationToken ct)
    {
        var latest = rows.Where(r => r.Last.Post.DeletedAt is null).ToDictionary(r => r.Mine.ConversationId, r => r.Mine.LastId);
        foreach (var row in rows.Where(r => r.Last.Post.DeletedAt is not null))
        {
            var (id, cleared) = (row.Mine.ConversationId, row.Mine.ClearedId);
            var post = await db.Messages.Where(m => m.ConversationId == id && m.PostId > cleared).Join(db.Posts.Where(p => p.DeletedAt == null), m => m.PostId, p => p.Id, (m, _) => (long?)m.PostId)
                .OrderByDescending(m => m).FirstOrDefaultAsync(ct);
            if (post is { } standing) latest[id] = standing;
        }
        return latest;
    }

    internal async Task<IReadOnlyList<Row>> Rows(IReadOnlyList<ConversationParty> mine, CancellationToken ct)
    {
        var ids = mine.Select(p => p.ConversationId).ToList();
        var owner = mine.Count == 0 ? 0 : mine[0].AccountId;
        var others = await db.ConversationParties.Where(p => ids.Contains(p.ConversationId) && p.AccountId != owner)
            .Join(db.Accounts, p => p.AccountId, a => a.Id, (p, a) => new { p.ConversationId, Account = a }).ToListAsync(ct);
        var byTalk = others.OrderBy(o => o.Account.Id).ToLookup(o => o.ConversationId, o => o.Account);
        var last = await PostPictures.Load(db, [.. mine.Select(p => p.LastId)], ct);
        return [.. mine.Where(p => last.ContainsKey(p.LastId)).Select(p => new Row(p, [.. byTalk[p.ConversationId]], last[p.LastId]))];
    }
}
