using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.Messages.Reading;

/// <summary>A conversation with its latest messages, oldest first.</summary>
public sealed class ReadConversation(Db db)
{
    public const int PageSize = 50;

    /// <param name="Before">Older than this message.</param>
    public sealed record Input(long AccountId, long ConversationId, long? Before = null);

    /// <param name="Automatic">Said by the site in an office's name.</param>
    public sealed record Said(PostPicture Picture, bool Automatic);

    /// <param name="Mine">As the account has it.</param>
    /// <param name="Others">Everybody else, and as they have it.</param>
    public sealed record Talk(ConversationParty Mine, IReadOnlyList<(Account Account, ConversationParty Party)> Others, IReadOnlyList<Said> Messages)
    {
        /// <summary>There are older ones.</summary>
        public bool More { get; init; }

        public long Id => Mine.ConversationId;

        public IReadOnlySet<long> Parties => Others.Select(o => o.Account.Id).Append(Mine.AccountId).ToHashSet();
    }

    public async Task<Talk> Run(Input input, CancellationToken ct)
    {
        var parties = await db.ConversationParties.Where(p => p.ConversationId == input.ConversationId).ToListAsync(ct);
        var mine = parties.Find(p => p.AccountId == input.AccountId) ?? throw new Refusal(RefusalKind.NotFound, "messages.none");
        var ids = parties.ConvertAll(p => p.AccountId);
        var accounts = await db.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var below = input.Before ?? long.MaxValue;
        var rows = await db.Messages.Where(m => m.ConversationId == mine.ConversationId && m.PostId > mine.ClearedId && m.PostId < below)
            .OrderByDescending(m => m.PostId).Take(PageSize + 1).ToListAsync(ct);
        var shown = rows.Take(PageSize).Reverse().ToList();
        var pictures = await PostPictures.Load(db, [.. shown.Select(m => m.PostId)], ct);
        var others = parties.Where(p => p != mine && accounts.ContainsKey(p.AccountId)).OrderBy(p => p.AccountId).Select(p => (accounts[p.AccountId], p));
        return new(mine, [.. others], [.. shown.Where(m => pictures.ContainsKey(m.PostId)).Select(m => new Said(pictures[m.PostId], m.Automatic))]) { More = rows.Count > PageSize };
    }
}
