using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Posts.Polls;

/// <summary>A poll with its choices in their order, as everybody may know it.</summary>
public sealed record PollPicture(Poll Poll, IReadOnlyList<PollChoice> Choices)
{
    public long Id => Poll.Id;

    public int Votes => Choices.Sum(c => c.VotesCount);

    public bool IsOver(DateTimeOffset now) => now >= Poll.ClosesAt;

    /// <summary>Of those who voted, in whole percent.</summary>
    public int Percent(PollChoice choice) => Poll.VotersCount == 0 ? 0 : (int)Math.Round(100.0 * choice.VotesCount / Poll.VotersCount);

    public static async Task<Dictionary<long, PollPicture>> Load(Db db, IEnumerable<Post> posts, CancellationToken ct)
    {
        HashSet<long> ids = [.. posts.Where(p => p.HasPoll && p.DeletedAt is null).Select(p => p.Id)];
        if (ids.Count == 0) return [];
        var choices = await db.PollChoices.Where(c => ids.Contains(c.PollId)).OrderBy(c => c.PollId).ThenBy(c => c.Place).ToListAsync(ct);
        var polls = await db.Polls.Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var byPoll = choices.ToLookup(c => c.PollId);
        return polls.ToDictionary(p => p.Id, p => new PollPicture(p, [.. byPoll[p.Id]]));
    }
}
