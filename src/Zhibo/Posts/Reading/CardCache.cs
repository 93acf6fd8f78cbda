using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Documents;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Web;

namespace Zhibo.Posts.Reading;

/// <summary>A post drawn once for one door (a page in one language, or JSON), ready to be copied into every answer.</summary>
public sealed record Card(Sight Sight, Stencil Drawn)
{
    /// <summary>Whose names and faces it shows.</summary>
    internal long[] Accounts { get; init; } = [];

    /// <summary>What it costs in bytes beside its own things; its words may be held twice.</summary>
    internal int Weight => Drawn.FixedLength + (Sight.Said.Length * 4);
}

/// <summary>
/// Cards of one door, drawn when first asked for and dropped when the post, its author or anything inside it changes.
/// Bounded by bytes: when they are too many, the quarter that was not asked for longest goes.
/// </summary>
public sealed class CardCache(CardCaches owner, Func<PostPicture, CancellationToken, Task<Stencil>> draw, long mostBytes)
{
    /// <summary>What a card costs beside its bytes.</summary>
    private const int Overhead = 700;

    private readonly ConcurrentDictionary<long, Held> _cards = new();
    private long _bytes;
    private int _sweeping;

    private sealed class Held(Card card)
    {
        public Card Card { get; } = card;

        /// <summary>In seconds; written seldom, so that cores do not take each other's cache lines.</summary>
        public long UsedAt { get; set; } = Seconds;
    }

    private static long Seconds => Environment.TickCount64 / 1000;

    /// <summary>Cards in the order of <paramref name="ids"/>; ids that do not exist are left out.</summary>
    public async ValueTask<IReadOnlyList<Card>> Get(IReadOnlyList<long> ids, CancellationToken ct)
    {
        var cards = new Card?[ids.Count];
        List<long>? missing = null;
        var now = Seconds;
        for (var i = 0; i < cards.Length; i++)
            if ((cards[i] = Find(ids[i], now)) is null) (missing ??= []).Add(ids[i]);
        owner.Count(cards.Length, missing?.Count ?? 0);
        if (missing is null) return cards!;
        var drawn = await Draw(missing, ct);
        return [.. ids.Select((id, i) => cards[i] ?? drawn.GetValueOrDefault(id)).OfType<Card>()];
    }

    public async ValueTask<Card?> One(long id, CancellationToken ct) => Find(id, Seconds) ?? (await Draw([id], ct)).GetValueOrDefault(id);

    /// <summary>Of what changed after this nothing is kept that was read before; see <see cref="Add"/>.</summary>
    public long Moment => owner.Moment;

    /// <summary>Draws a post the caller knows whole, so that it need not be read back.</summary>
    /// <param name="picture">The post.</param>
    /// <param name="since">The <see cref="Moment"/> before it was written or read.</param>
    public async ValueTask<Card> Add(PostPicture picture, long since, CancellationToken ct) => await Draw(picture, since, ct);

    private Card? Find(long id, long now)
    {
        if (!_cards.TryGetValue(id, out var held)) return null;
        if (held.UsedAt != now) held.UsedAt = now;
        return held.Card;
    }

    private async Task<Dictionary<long, Card>> Draw(List<long> ids, CancellationToken ct)
    {
        var before = owner.Moment;
        var cards = new Dictionary<long, Card>(ids.Count);
        foreach (var (id, picture) in await owner.Pictures(ids, ct)) cards[id] = await Draw(picture, before, ct);
        return cards;
    }

    private async Task<Card> Draw(PostPicture picture, long before, CancellationToken ct)
    {
        var id = picture.Post.Id;
        var card = new Card(Sight.Of(picture), await draw(picture, ct)) { Accounts = [.. picture.Accounts().Distinct()] };
        Keep(id, card);
        owner.Link(picture);
        // Changed while it was being read: shown this once, drawn anew next time.
        if (owner.ChangedSince(before, picture)) Drop(id);
        return card;
    }

    private void Keep(long id, Card card)
    {
        if (_cards.TryAdd(id, new(card)) && Interlocked.Add(ref _bytes, card.Weight + Overhead) > mostBytes) Sweep();
    }

    private void Sweep()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 1) return;
        var oldest = _cards.Select(c => (c.Key, c.Value.UsedAt)).OrderBy(c => c.UsedAt).Take((_cards.Count / 4) + 1).ToList();
        foreach (var (id, _) in oldest) Drop(id);
        Volatile.Write(ref _sweeping, 0);
    }

    internal void Drop(long id)
    {
        if (_cards.TryRemove(id, out var held)) Interlocked.Add(ref _bytes, -held.Card.Weight - Overhead);
    }

    internal void DropAccount(long accountId)
    {
        foreach (var (id, held) in _cards)
            if (Array.IndexOf(held.Card.Accounts, accountId) >= 0) Drop(id);
    }

    internal void Clear()
    {
        foreach (var id in _cards.Keys) Drop(id);
    }
}

/// <summary>All card caches, and which cards must go when a post or an account changes.</summary>
public sealed class CardCaches(IDbContextFactory<Db> contexts, Telemetry telemetry) :
    IWatch<PostEdited>, IWatch<PostDeleted>, IWatch<PostCounted>, IWatch<DocumentChanged>, IWatch<AccountChanged>, IForget
{
    private const int MostLinks = 200_000;
    private const int Remembered = 4096;
    private readonly List<CardCache> _caches = [];
    private readonly Lock _lock = new();

    /// <summary>Reposts, and posts with an answer, by what else they show.</summary>
    private readonly Dictionary<long, HashSet<long>> _reposts = [];
    private readonly long[] _changed = new long[Remembered];
    private long _moment;
    private int _links;

    internal void Count(int asked, int missing)
    {
        telemetry.CardHits.Add(asked - missing);
        if (missing > 0) telemetry.CardMisses.Add(missing);
    }

    internal long Moment => Interlocked.Read(ref _moment);

    public CardCache New(Func<PostPicture, CancellationToken, Task<Stencil>> draw, long mostBytes)
    {
        var cache = new CardCache(this, draw, mostBytes);
        lock (_lock) _caches.Add(cache);
        return cache;
    }

    internal async Task<Dictionary<long, PostPicture>> Pictures(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await PostPictures.Load(db, ids, ct);
    }

    internal void Link(PostPicture picture)
    {
        if (picture.Post.RepostOfId is null && picture.Answer is null) return;
        lock (_lock)
        {
            if (_links > MostLinks) ForgetAll();
            foreach (var id in picture.Posts())
            {
                if (id == picture.Post.Id) continue;
                if (!_reposts.TryGetValue(id, out var reposts)) _reposts[id] = reposts = [];
                if (reposts.Add(picture.Post.Id)) _links++;
            }
        }
    }

    /// <summary>Did anything the picture shows change after that moment? Yes also when too much happened to tell.</summary>
    internal bool ChangedSince(long moment, PostPicture picture)
    {
        lock (_lock)
        {
            if (_moment == moment) return false;
            if (_moment - moment > Remembered) return true;
            var shown = picture.Posts().Concat(picture.Accounts()).ToHashSet();
            for (var m = moment + 1; m <= _moment; m++)
                if (shown.Contains(_changed[m % Remembered])) return true;
            return false;
        }
    }

    public void Seen(PostEdited fact) => Drop(fact.PostId);

    public void Seen(PostDeleted fact) => Drop(fact.PostId);

    public void Seen(PostCounted fact) => Drop(fact.PostId);

    public void Seen(DocumentChanged fact) => Drop(fact.PostId);

    public void Seen(AccountChanged fact)
    {
        lock (_lock)
        {
            Remember(fact.AccountId);
            foreach (var cache in _caches) cache.DropAccount(fact.AccountId);
        }
    }

    public void Forget()
    {
        lock (_lock) ForgetAll();
    }

    private void ForgetAll()
    {
        _moment += Remembered + 1;
        foreach (var cache in _caches) cache.Clear();
        _reposts.Clear();
        _links = 0;
    }

    private void Drop(long postId)
    {
        lock (_lock)
        {
            Remember(postId);
            _reposts.Remove(postId, out var reposts);
            _links -= reposts?.Count ?? 0;
            foreach (var cache in _caches)
            {
                cache.Drop(postId);
                foreach (var repost in reposts ?? []) cache.Drop(repost);
            }
        }
    }

    private void Remember(long id) => _changed[++_moment % Remembered] = id;
}
