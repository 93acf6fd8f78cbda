using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Posts.Reading;

/// <summary>What a reader keeps and sets apart for themselves; read and dropped with the reader.</summary>
internal sealed class ReaderMarks
{
    public static readonly ReaderMarks None = new();

    public HashSet<long> Bookmarked { get; init; } = [];

    public HashSet<long> Pinned { get; init; } = [];

    /// <summary>What they ticked, by poll.</summary>
    public Dictionary<long, int> Ballots { get; init; } = [];

    public static async Task<ReaderMarks> Load(Db db, long accountId, int most, CancellationToken ct) => new()
    {
        Bookmarked = await db.Bookmarks.Where(b => b.AccountId == accountId).OrderByDescending(b => b.Id).Take(most).Select(b => b.PostId).ToHashSetAsync(ct),
        Pinned = await db.Pins.Where(p => p.AccountId == accountId).Select(p => p.PostId).ToHashSetAsync(ct),
        Ballots = await db.Ballots.Where(b => b.AccountId == accountId).OrderByDescending(b => b.PollId).Take(most).ToDictionaryAsync(b => b.PollId, b => b.Choices, ct),
    };
}
