using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Notifications;

/// <summary>A page of lines with the latest people of each: two queries, however many stand behind a line.</summary>
public sealed class ReadGroups(Db db)
{
    /// <param name="AccountId">Whose notices.</param>
    /// <param name="Kinds">Null is all.</param>
    /// <param name="MaxId">Lines whose newest notice is older.</param>
    public sealed record Input(long AccountId, NoticeKind[]? Kinds = null, long? MaxId = null, long? SinceId = null, int Limit = ReadNotices.PageSize)
    {
        /// <summary>The lines right above this one.</summary>
        public long? MinId { get; init; }

        /// <summary>Only those that this account is in.</summary>
        public long? ActorId { get; init; }
    }

    /// <param name="Notices">The latest of each line, by id.</param>
    public sealed record Page(IReadOnlyList<NoticeGroup> Groups, IReadOnlyDictionary<long, NoticeRow> Notices, long ReadId)
    {
        public IEnumerable<NoticeRow> Of(NoticeGroup group) => group.FaceIds.Select(id => Notices.GetValueOrDefault(id)).OfType<NoticeRow>();
    }

    public async Task<Page> Run(Input input, CancellationToken ct)
    {
        var groups = Wanted(input);
        var rows = await (input.MinId is null ? groups.OrderByDescending(g => g.LatestId) : groups.OrderBy(g => g.LatestId)).Take(Math.Clamp(input.Limit, 1, 80)).ToListAsync(ct);
        if (input.MinId is not null) rows.Reverse();
        return await WithFaces(input.AccountId, rows, ct);
    }

    /// <summary>Empty when it is not there, or another's.</summary>
    public async Task<Page> One(long accountId, long groupId, CancellationToken ct) =>
        await WithFaces(accountId, await db.NoticeGroups.Where(g => g.Id == groupId && g.AccountId == accountId).ToListAsync(ct), ct);

    /// <summary>Up to <paramref name="most"/>.</summary>
    public async Task<int> CountUnread(Input input, int most, CancellationToken ct)
    {
        var read = await ReadId(input.AccountId, ct);
        return await Wanted(input).Where(g => g.LatestId > read).Take(most).CountAsync(ct);
    }

    /// <summary>Everybody in a line.</summary>
    public IQueryable<NoticeRow> People(long accountId, long groupId) => db.Notices.Where(n => n.GroupId == groupId && n.AccountId == accountId);

    private IQueryable<NoticeGroup> Wanted(Input input)
    {
        var (below, above) = (input.MaxId ?? long.MaxValue, Math.Max(input.SinceId ?? 0, input.MinId ?? 0));
        var groups = db.NoticeGroups.Where(g => g.AccountId == input.AccountId && g.LatestId < below && g.LatestId > above);
        if (input.Kinds is { } kinds) groups = groups.Where(g => kinds.Contains(g.Kind));
        if (input.ActorId is { } actor) groups = groups.Where(g => db.Notices.Any(n => n.GroupId == g.Id && n.ActorId == actor));
        return groups;
    }

    private async Task<Page> WithFaces(long accountId, List<NoticeGroup> groups, CancellationToken ct)
    {
        var faces = groups.SelectMany(g => g.FaceIds).ToHashSet();
        return new(groups, await db.Notices.Where(n => faces.Contains(n.Id)).ToDictionaryAsync(n => n.Id, ct), await ReadId(accountId, ct));
    }

    private Task<long> ReadId(long accountId, CancellationToken ct) =>
        db.Users.Where(u => u.AccountId == accountId).Select(u => u.NoticesReadId).FirstOrDefaultAsync(ct);
}
