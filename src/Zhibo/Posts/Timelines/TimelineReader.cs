using Zhibo.Posts.Filters;
using Zhibo.Posts.Lists;
using Zhibo.Posts.Reading;

namespace Zhibo.Posts.Timelines;

/// <summary>Home, public, account and topic timelines: newest first, paged by key, filtered for their reader. The door brings
/// its card cache and gets its own cards back.</summary>
public sealed class TimelineReader(AuthorIndex authors, PureReposts reposts, PublicPosts recent, TimelineQueries queries)
{
    /// <summary>Candidates beyond the page, for those that the reader does not want; whoever shuts nobody out only misses repeats.</summary>
    private const int Spare = 10, SpareForAll = 3;

    /// <summary>A reader who muted nearly everybody gets a short page rather than a long wait.</summary>
    private const int MostRounds = 12;

    /// <summary>How many times the page is merged for a set of accounts.</summary>
    private const int Width = 8;

    /// <summary>Index ranges asked for in one query: 10 ms.</summary>
    private const int MostLateral = 500;

    /// <summary>Posts of a topic, or of a set, that are looked at in one query; a page looks at 6,000 at most (10 ms).</summary>
    private const int TopicStretch = 500;

    private delegate ValueTask<Found> Fetch(long below, long above, int count);

    /// <param name="Ids">Candidates in the direction of reading.</param>
    /// <param name="Next">Where the next round goes on; null at the end.</param>
    private readonly record struct Found(long[] Ids, long? Next);

    public Task<IReadOnlyList<Card>> Home(Reader reader, PageRange page, CardCache cards, CancellationToken ct) =>
        Collect(page, cards, (below, above, count) => HomeIds(reader, below, above, page.Upwards, count, ct), card => Wants(reader, card.Sight, reader.FollowedSlots), ct,
            reader.LeavesOut ? Spare : SpareForAll);

    /// <summary>What the members of a list say; what filters leave out at home is left out here.</summary>
    public Task<IReadOnlyList<Card>> List(Reader reader, ReaderList list, PageRange page, CardCache cards, CancellationToken ct) =>
        Collect(page, cards, (below, above, count) => ListIds(list, below, above, page.Upwards, count, ct),
            card => card.Sight.Kind == PostKind.Comment
                ? Wants(reader, card.Sight, FilterPlaces.Home) && list.Takes(card.Sight.ParentAuthorId, reader)
                : Wants(reader, card.Sight, list.Slots), ct);

    public Task<IReadOnlyList<Card>> Public(Reader reader, PageRange page, CardCache cards, CancellationToken ct, Func<Sight, bool>? only = null) =>
        Collect(page, cards, (below, above, count) => PublicIds(below, above, page.Upwards, count, ct), card => Wants(reader, card.Sight, FilterPlaces.Public) && (only is null || only(card.Sight)), ct);

    public Task<IReadOnlyList<Card>> Account(Reader reader, long accountId, bool withComments, PageRange page, CardCache cards, CancellationToken ct, Func<Sight, bool>? only = null) =>
        Collect(page, cards, (below, above, count) => AccountIds(accountId, withComments, below, above, page.Upwards, count, ct),
            card => IsOnPage(reader, card.Sight, only), ct);

    /// <summary>What an account shows in pictures, films and recordings of its own.</summary>
    public Task<IReadOnlyList<Card>> AccountMedia(Reader reader, long accountId, PageRange page, CardCache cards, CancellationToken ct, Func<Sight, bool>? only = null) =>
        Collect(page, cards, async (below, above, count) => Whole(await queries.OfAccountWithMedia(accountId, below, above, page.Upwards, count, ct), count),
            card => IsOnPage(reader, card.Sight, only), ct);

    /// <summary>What a set of accounts says to everybody: a hall. Reposts without words are left out, as in the city.</summary>
    public Task<IReadOnlyList<Card>> Authors(Reader reader, AuthorSet set, PageRange page, CardCache cards, CancellationToken ct) =>
        Collect(page, cards, (below, above, count) => SetIds(set, below, above, page.Upwards, count, ct), card => Wants(reader, card.Sight, FilterPlaces.Public), ct);

    /// <summary>The ids of what the set said to everybody, newest first.</summary>
    public ValueTask<IReadOnlyList<long>> NewestOf(AuthorSet set, int count, CancellationToken ct) =>
        Newest(count, (below, above, left) => SetIds(set, below, above, upwards: false, left, ct));

    /// <summary>What a set of accounts says to everybody under a topic: a column of a hall. Where others say much under it, a
    /// page is short before the end; <c>Older</c> is where the next one begins, null at the end.</summary>
    public async Task<(IReadOnlyList<Card> Cards, long? Older)> AuthorsTopic(Reader reader, AuthorSet set, long topicId, PageRange page, CardCache cards, CancellationToken ct)
    {
        long? further = null;
        var fetch = Under(topicId, set, page.Upwards, ct);
        var kept = await Collect(page, cards, async (below, above, count) =>
        {
            var found = await fetch(below, above, count);
            further = found.Next;
            return found;
        }, card => Wants(reader, card.Sight, FilterPlaces.Public), ct);
        return (kept, kept.Count == page.Count ? kept[^1].Sight.PostId : further);
    }

    /// <summary>The ids of what the set said to everybody under a topic, newest first.</summary>
    public ValueTask<IReadOnlyList<long>> NewestOf(AuthorSet set, long topicId, int count, CancellationToken ct) =>
        Newest(count, Under(topicId, set, upwards: false, ct));

    /// <summary>What an account wrote under a topic.</summary>
    public Task<IReadOnlyList<Card>> AccountTopic(Reader reader, long accountId, long topicId, PageRange page, CardCache cards, CancellationToken ct, Func<Sight, bool>? only = null) =>
        Collect(page, cards, async (below, above, count) => Whole(await queries.OfAccountTopic(accountId, topicId, below, above, page.Upwards, count, ct), count),
            card => IsOnPage(reader, card.Sight, only), ct);

    public Task<IReadOnlyList<Card>> Topic(Reader reader, long topicId, PageRange page, CardCache cards, CancellationToken ct, Func<Sight, bool>? only = null) =>
        Collect(page, cards, async (below, above, count) => Whole(await queries.OfTopic(topicId, below, above, page.Upwards, count, ct), count),
            card => Wants(reader, card.Sight, FilterPlaces.Public) && (only is null || only(card.Sight)), ct);

    /// <summary>Whoever opens the page of somebody muted wants to see it.</summary>
    private static bool IsOnPage(Reader reader, Sight post, Func<Sight, bool>? only) =>
        !post.Deleted && reader.CanSee(post) && post.Visibility != Visibility.Direct && (only is null || only(post)) && !reader.Hides(post, FilterPlaces.Account);

    private static bool Wants(Reader reader, Sight post, FilterPlaces place) => reader.Wants(post) && !reader.Hides(post, place);

    private static async Task<IReadOnlyList<Card>> Collect(PageRange page, CardCache cache, Fetch fetch, Func<Card, bool> wants, CancellationToken ct, int spare = Spare)
    {
        var kept = new List<Card>(page.Count);
        var (below, above) = (page.Below, page.Above);
        for (var round = 0; round < MostRounds && kept.Count < page.Count; round++)
        {
            var found = await fetch(below, above, page.Count + spare);
            foreach (var card in await cache.Get(found.Ids, ct))
                if (kept.Count < page.Count && wants(card)) kept.Add(card);
            if (found.Next is not { } next) break;
            if (page.Upwards) above = next;
            else below = next;
        }
        if (page.Upwards) kept.Reverse();
        return kept;
    }

    private static async ValueTask<IReadOnlyList<long>> Newest(int count, Fetch fetch)
    {
        List<long> ids = [];
        long? below = long.MaxValue;
        for (var round = 0; round < MostRounds && ids.Count < count && below is { } next; round++)
        {
            var found = await fetch(next, 0, count - ids.Count);
            ids.AddRange(found.Ids);
            below = found.Next;
        }
        return ids;
    }

    private bool Wants(Reader reader, Sight post, int[] slots) =>
        Wants(reader, post, FilterPlaces.Home) &&
        (post.Kind != PostKind.Repost ||
         !reposts.SeenBefore(post.PostId, post.SubjectId, authors.SlotOf(post.SubjectAuthorId), slots));

    private async ValueTask<Found> HomeIds(Reader reader, long below, long above, bool upwards, int count, CancellationToken ct)
    {
        var floor = authors.Floor;
        if (!authors.IsLoaded || (floor > 0 && (upwards ? above : below - 1) <= floor))
            return Whole(await queries.OfAuthors([.. reader.Followed.Where(reader.HasAtHome), reader.AccountId], below, above, upwards, count, ct), count);
        var keys = new long[count];
        var found = upwards ? HomeMerge.Oldest(authors, reader.FollowedSlots, Above(above), PostKey.Below(below), keys)
            : above == 0 && below == long.MaxValue ? First(reader, Above(floor), keys)
            : above == 0 && PostKey.Below(below) < authors.Settled ? Older(reader, PostKey.Below(below), Above(floor), keys)
            : HomeMerge.Newest(authors, reader.FollowedSlots, PostKey.Below(below), Math.Max(Above(above), Above(floor)), keys);
        return Page(keys.AsSpan(0, found), count, !upwards && floor > above ? floor + 1 : null);
    }

    /// <summary>Comments are in no index: a list that takes some asks the database, 10 ms for 500 members.</summary>
    private async ValueTask<Found> ListIds(ReaderList list, long below, long above, bool upwards, int count, CancellationToken ct)
    {
        var floor = authors.Floor;
        var comments = list.List.Comments != ListComments.None;
        if (comments || !authors.IsLoaded || (floor > 0 && (upwards ? above : below - 1) <= floor))
            return Whole(await queries.OfAuthors(list.Members, comments, below, above, upwards, count, ct), count);
        var keys = new long[count];
        var found = upwards ? HomeMerge.Oldest(authors, list.Slots, Above(above), PostKey.Below(below), keys)
            : HomeMerge.Newest(authors, list.Slots, PostKey.Below(below), Math.Max(Above(above), Above(floor)), keys);
        return Page(keys.AsSpan(0, found), count, !upwards && floor > above ? floor + 1 : null);
    }

    private int First(Reader reader, long bottom, Span<long> keys)
    {
        // Both before the merge: what comes in meanwhile makes them differ next time.
        var (version, latest) = (authors.Reordered, authors.LatestOf(reader.FollowedSlots));
        if (reader.FirstPage is { } held && held.Authors == latest && held.Version == version && held.Keys.Length >= keys.Length)
        {
            held.Keys.AsSpan(0, keys.Length).CopyTo(keys);
            return keys.Length;
        }
        var found = HomeMerge.Newest(authors, reader.FollowedSlots, long.MaxValue, bottom, keys);
        if (found == keys.Length) reader.FirstPage = new(keys.ToArray(), latest, version);
        return found;
    }

    /// <summary>Deleted posts may stand in the kept stretch; their cards say so.</summary>
    private int Older(Reader reader, long below, long bottom, Span<long> keys)
    {
        var version = authors.Reordered;
        if (reader.OlderPages?.Read(below, version, keys) is { } held and >= 0) return held;
        var ahead = new long[keys.Length + OlderPages.Ahead];
        var found = HomeMerge.Newest(authors, reader.FollowedSlots, below, bottom, ahead);
        reader.OlderPages = new(ahead[..found], below, found < ahead.Length, version);
        found = Math.Min(found, keys.Length);
        ahead.AsSpan(0, found).CopyTo(keys);
        return found;
    }

    private async ValueTask<Found> PublicIds(long below, long above, bool upwards, int count, CancellationToken ct)
    {
        var floor = recent.Floor;
        if (floor == long.MaxValue || (floor > 0 && (upwards ? above : below - 1) <= floor))
            return Whole(await queries.Public(below, above, upwards, count, ct), count);
        return Slice(recent.Keys, below, Math.Max(above, floor), upwards, count, floor > above);
    }

    private async ValueTask<Found> SetIds(AuthorSet set, long below, long above, bool upwards, int count, CancellationToken ct)
    {
        var floor = authors.Floor;
        if (!authors.IsLoaded || (floor > 0 && (upwards ? above : below - 1) <= floor)) return await SetIdsFromDatabase(set, below, above, upwards, count, ct);
        // An office passes much on without words: merged wide, so that a page is filled in few rounds.
        var keys = new long[count * Width];
        var merged = upwards
            ? HomeMerge.Oldest(authors, set.Slots, Above(above), PostKey.Below(below), keys)
            : HomeMerge.Newest(authors, set.Slots, PostKey.Below(below), Math.Max(Above(above), Above(floor)), keys);
        List<long> ids = [];
        var last = 0;
        for (; last < merged && ids.Count < count; last++)
            if (PostKey.KindOf(keys[last]) != PostKind.Repost && PostKey.VisibilityOf(keys[last]) == Visibility.Public) ids.Add(PostKey.IdOf(keys[last]));
        var goesOn = last < merged || merged == keys.Length;
        return new([.. ids], goesOn ? PostKey.IdOf(keys[last - 1]) : !upwards && floor > above ? floor + 1 : null);
    }

    private async ValueTask<Found> SetIdsFromDatabase(AuthorSet set, long below, long above, bool upwards, int count, CancellationToken ct)
    {
        if (set.Count <= MostLateral) return Whole(await queries.PublicOfAuthors(set.Ids, below, above, upwards, count, ct), count);
        // A hall this large wrote much of what the city reads: its posts are picked out of everybody's.
        var read = await queries.PublicWithAuthors(below, above, upwards, MostLateral, ct);
        long[] ids = [.. read.Where(p => set.Holds(p.AuthorId)).Select(p => p.PostId)];
        return new(ids, read.Count == MostLateral ? read[^1].PostId : null);
    }

    /// <summary>The index knows no topics: the set's posts are picked out of everybody's under the topic. Where others say so much
    /// there that half the rounds did not find enough, the set's own posts are asked which of them stand under it.</summary>
    private Fetch Under(long topicId, AuthorSet set, bool upwards, CancellationToken ct)
    {
        var round = 0;
        return (below, above, count) => ++round <= MostRounds / 2 ? PickedIds(set, topicId, below, above, upwards, count, ct) : OwnIds(set, topicId, below, above, upwards, count, ct);
    }

    private async ValueTask<Found> OwnIds(AuthorSet set, long topicId, long below, long above, bool upwards, int count, CancellationToken ct)
    {
        var found = await SetIds(set, below, above, upwards, TopicStretch, ct);
        var standing = (await queries.WhichUnder(topicId, found.Ids, ct)).ToHashSet();
        long[] ids = [.. found.Ids.Where(standing.Contains).Take(count)];
        return new(ids, ids.Length == count ? ids[^1] : found.Next);
    }

    private async ValueTask<Found> PickedIds(AuthorSet set, long topicId, long below, long above, bool upwards, int count, CancellationToken ct)
    {
        var read = await queries.OfTopicWithAuthors(topicId, below, above, upwards, TopicStretch, ct);
        long[] ids = [.. read.Where(p => set.Holds(p.AuthorId)).Select(p => p.PostId).Take(count)];
        return new(ids, ids.Length == count ? ids[^1] : read.Count == TopicStretch ? read[^1].PostId : null);
    }

    private async ValueTask<Found> AccountIds(long account, bool comments, long below, long above, bool upwards, int count, CancellationToken ct)
    {
        var floor = authors.Floor;
        if (comments || !authors.IsLoaded || (floor > 0 && (upwards ? above : below - 1) <= floor))
            return Whole(await queries.OfAccount(account, comments, below, above, upwards, count, ct), count);
        return authors.ListOfAccount(account) is { } list
            ? Slice(list, below, Math.Max(above, floor), upwards, count, floor > above)
            : Whole(floor == 0 ? [] : await queries.OfAccount(account, comments, below, above, upwards, count, ct), count);
    }

    private static Found Slice(PostKeys list, long below, long above, bool upwards, int count, bool olderElsewhere)
    {
        var first = list.CountBelow(Above(above) + 1);
        var end = list.CountBelow(PostKey.Below(below));
        if (upwards) end = Math.Min(end, first + count);
        else first = Math.Max(first, end - count);
        var keys = list.All[Math.Min(first, end)..end].ToArray();
        if (!upwards) Array.Reverse(keys);
        return Page(keys, count, !upwards && olderElsewhere ? above + 1 : null);
    }

    /// <summary>Any key of this post or older is not above.</summary>
    private static long Above(long postId) => postId == 0 ? 0 : PostKey.Below(postId) | 0xF;

    /// <summary>A short page from memory goes on in the database below <paramref name="floor"/>.</summary>
    private static Found Page(ReadOnlySpan<long> keys, int count, long? floor)
    {
        var ids = new long[keys.Length];
        for (var i = 0; i < ids.Length; i++) ids[i] = PostKey.IdOf(keys[i]);
        return new(ids, ids.Length == count ? ids[^1] : floor);
    }

    private static Found Whole(List<long> ids, int count) => new([.. ids], ids.Count == count ? ids[^1] : null);
}
