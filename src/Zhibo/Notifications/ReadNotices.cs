using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Notifications;

/// <summary>A page of notices, and marking them as read.</summary>
public sealed class ReadNotices(Db db, Writer writer)
{
    public const int PageSize = 40;

    /// <param name="AccountId">Whose notices.</param>
    /// <param name="Kinds">Null is all.</param>
    public sealed record Input(long AccountId, NoticeKind[]? Kinds = null, long? MaxId = null, long? SinceId = null, int Limit = PageSize)
    {
        /// <summary>The notices right above this one.</summary>
        public long? MinId { get; init; }

        /// <summary>Only what this account did.</summary>
        public long? ActorId { get; init; }
    }

    public sealed record Page(IReadOnlyList<NoticeRow> Notices, long ReadId);

    public async Task<Page> Run(Input input, CancellationToken ct)
    {
        var limit = Math.Clamp(input.Limit, 1, 80);
        var (below, above) = (input.MaxId ?? long.MaxValue, Math.Max(input.SinceId ?? 0, input.MinId ?? 0));
        var notices = db.Notices.Where(n => n.AccountId == input.AccountId && n.Id < below && n.Id > above);
        if (input.Kinds is { } kinds) notices = notices.Where(n => kinds.Contains(n.Kind));
        if (input.ActorId is { } actor) notices = notices.Where(n => n.ActorId == actor);
        var rows = await (input.MinId is null ? notices.OrderByDescending(n => n.Id) : notices.OrderBy(n => n.Id)).Take(limit).ToListAsync(ct);
        if (input.MinId is not null) rows.Reverse();
        return new(rows, await db.Users.Where(u => u.AccountId == input.AccountId).Select(u => u.NoticesReadId).FirstOrDefaultAsync(ct));
    }

    /// <summary>Everything up to this notice is read; going back is not possible.</summary>
    public Task MarkRead(long accountId, long upTo, CancellationToken ct) => writer.Run(turn =>
    {
        var user = turn.Users.FirstOrDefault(u => u.AccountId == accountId);
        if (user is null || user.NoticesReadId >= upTo) return;
        user.NoticesReadId = upTo;
        turn.Raise(new NoticeGiven(accountId));
    }, ct);
}
