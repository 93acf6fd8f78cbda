using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Search.Index;
using Zhibo.Shared;

namespace Zhibo.Search.Asking;

public enum SearchOrder
{
    Newest,

    /// <summary>What most people answered, passed on and liked among the latest that fit.</summary>
    Best,
}

/// <summary>Posts that bear what was asked for and that the reader may see: public ones, and their own.</summary>
public sealed class FindPosts(PostIndex index, FindAccount accounts, Db db)
{
    /// <summary>Of so many latest ones the best are chosen.</summary>
    private const int MostWeighed = 400;

    /// <summary>Candidates beyond the page, for those that the reader does not want.</summary>
    private const int Spare = 10;

    /// <summary>A reader who shut out nearly everybody gets a short page rather than a long wait.</summary>
    private const int MostRounds = 6;

    /// <param name="Page">Best first, MaxId is not asked for; see <see cref="Skip"/>.</param>
    public sealed record Input(Question Question, Reader Reader, CardCache Cards, PageRange Page)
    {
        public SearchOrder Order { get; init; }

        /// <summary>Best first: how many are passed over.</summary>
        public int Skip { get; init; }

        /// <summary>Of this account alone, whatever the question says.</summary>
        public long? AuthorId { get; init; }
    }

    /// <param name="Next">Newest first: the id below which it goes on. Best first: how many to pass over. Null at the end.</param>
    public sealed record Outcome(IReadOnlyList<Card> Cards, long? Next)
    {
        /// <summary>The question names somebody whom nobody knows.</summary>
        public bool NobodyThere { get; init; }
    }

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        if (input.Question.IsEmpty || input.Question.Unreadable) return new([], null);
        if (await ProbeOf(input.Question, input.Reader, input.AuthorId, ct) is not { } probe) return new([], null) { NobodyThere = true };
        probe = probe with { Below = Math.Min(probe.Below, input.Page.MaxId ?? long.MaxValue), Above = Math.Max(probe.Above, Math.Max(input.Page.SinceId ?? 0, input.Page.MinId ?? 0)) };
        return input.Order == SearchOrder.Best ? await Best(input, probe, ct) : await Newest(input, probe, ct);
    }

    /// <summary>Ids of public posts, newest first, as everybody may have them: without comments.</summary>
    public async Task<List<long>> Public(Question question, int count, CancellationToken ct) =>
        question.IsEmpty || question.Unreadable || await ProbeOf(question, Reader.Stranger, null, ct) is not { } probe ? [] : index.Find(probe with { OnlyPosts = true }, count, ct).Ids;

    private async Task<Outcome> Newest(Input input, Probe probe, CancellationToken ct)
    {
        List<Card> kept = [];
        long? next = probe.Below;
        for (var round = 0; round < MostRounds && next is { } below; round++)
        {
            var found = index.Find(probe with { Below = below }, input.Page.Count + Spare, ct);
            foreach (var card in await input.Cards.Get(found.Ids, ct))
            {
                if (!Wants(input.Reader, card.Sight, probe)) continue;
                if (kept.Count == input.Page.Count) return new(kept, kept[^1].Sight.PostId);
                kept.Add(card);
            }
            next = found.Next;
        }
        return new(kept, next);
    }

    private async Task<Outcome> Best(Input input, Probe probe, CancellationToken ct)
    {
        var ids = index.Find(probe, MostWeighed, ct).Ids;
        var weighed = await (
            from p in db.Posts
            where ids.Contains(p.Id)
            join a in db.Accounts on p.AuthorId equals a.Id
            select new { p.Id, p.LikesCount, p.CommentsCount, p.RepostsCount, a.Sealed }).ToListAsync(ct);
        var newest = ids.Count == 0 ? 0 : ids[0];
        long[] ordered = [.. weighed.OrderByDescending(p => Weight(p.LikesCount + (2L * p.CommentsCount) + (3L * p.RepostsCount), p.Sealed, Ids.TimeOf(newest) - Ids.TimeOf(p.Id))).ThenByDescending(p => p.Id).Select(p => p.Id)];
        List<Card> kept = [];
        var at = Math.Clamp(input.Skip, 0, ordered.Length);
        while (kept.Count < input.Page.Count && at < ordered.Length)
        {
            var part = ordered.AsSpan(at, Math.Min(input.Page.Count - kept.Count, ordered.Length - at)).ToArray();
            kept.AddRange((await input.Cards.Get(part, ct)).Where(card => Wants(input.Reader, card.Sight, probe)));
            at += part.Length;
        }
        return new(kept, at < ordered.Length ? at : null);
    }

    /// <summary>Ten times the answers weigh as much as the seal of an office or as three months less of age.</summary>
    private static double Weight(long answers, bool isSealed, TimeSpan age) => Math.Log10(1 + Math.Max(0, answers)) + (isSealed ? 1 : 0) - (age.TotalDays / 90);

    /// <summary>Whoever asks for somebody whom they muted wants to see them.</summary>
    private static bool Wants(Reader reader, Sight post, Probe probe) =>
        (post.Visibility == Visibility.Public || post.AuthorId == reader.AccountId)
        && (probe.Author == post.AuthorId ? !post.Deleted && reader.CanSee(post) : reader.Wants(post));

    private async Task<Probe?> ProbeOf(Question question, Reader reader, long? authorId, CancellationToken ct)
    {
        if (authorId is null && question.From is { } from)
        {
            authorId = from.Equals("me", StringComparison.OrdinalIgnoreCase) && !reader.IsStranger ? reader.AccountId : (await accounts.Run(from, ct))?.Id;
            if (authorId is null) return null;
        }
        return new(question.Runs, reader.AccountId)
        {
            Author = authorId,
            Topics = question.Topics,
            HasImage = question.HasImage,
            Below = question.Before is { } before ? Boundary(before) : long.MaxValue,
            Above = question.After is { } after ? Math.Max(0, Boundary(after) - 1) : 0,
        };
    }

    // Before 1970 nothing was posted.
    private static long Boundary(DateTimeOffset time) => time <= DateTimeOffset.UnixEpoch ? 0 : Ids.Boundary(time);
}
