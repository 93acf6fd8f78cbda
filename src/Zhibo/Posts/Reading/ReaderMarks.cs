using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Lists;

namespace Zhibo.Posts.Reading;

/// <summary>What a reader keeps and sets apart for themselves; read and dropped with the reader.</summary>
internal sealed class ReaderMarks
{
    public static readonly ReaderMarks None = new();

    public HashSet<long> Bookmarked { get; init; } = [];

    public HashSet<long> Pinned { get; init; } = [];

    /// <summary>What they ticked, by poll.</summary>
    public Dictionary<long, int> Ballots { get; init; } = [];

    /// <summary>Null for the many who have none.</summary>
    public ReaderFilters? Filters { get; init; }

    /// <summary>Members of lists that take their posts away from home.</summary>
    public HashSet<long> Elsewhere { get; init; } = [];

    /// <summary>Lists that were read since the reader was.</summary>
    public ConcurrentDictionary<long, ReaderList> Lists { get; } = new();

    public static async Task<ReaderMarks> Load(Db db, long accountId, int most, CancellationToken ct) => new()
    {
        Bookmarked = await db.Bookmarks.Where(b => b.AccountId == accountId).OrderByDescending(b => b.Id).Take(most).Select(b => b.PostId).ToHashSetAsync(ct),
        Pinned = await db.Pins.Where(p => p.AccountId == accountId).Select(p => p.PostId).ToHashSetAsync(ct),
        Ballots = await db.Ballots.Where(b => b.AccountId == accountId).OrderByDescending(b => b.PollId).Take(most).ToDictionaryAsync(b => b.PollId, b => b.Choices, ct),
        Filters = await FiltersOf(db, accountId, ct),
        Elsewhere = await (from l in db.ReadingLists
                           where l.AccountId == accountId && l.Exclusive
                           join m in db.ListMembers on l.Id equals m.ListId
                           select m.AccountId).ToHashSetAsync(ct),
    };

    private static async Task<ReaderFilters?> FiltersOf(Db db, long accountId, CancellationToken ct)
    {
        var lines = await FilterLines.Load(db, accountId, ct);
        return lines.Count == 0 ? null : ReaderFilters.Of(lines.Select(l => l.Filter), lines.SelectMany(l => l.Words));
    }
}
