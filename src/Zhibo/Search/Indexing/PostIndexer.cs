using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Documents.Reading;
using Zhibo.Posts;
using Zhibo.Search.Analysis;
using Zhibo.Search.Index;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;

namespace Zhibo.Search.Indexing;

/// <summary>
/// Puts posts into the index after their commit, many at a time, and leaves most of the writer's time to people. What it hears
/// of is put in at once; what nobody told it (a crash, rows written by a command) it finds by walking through the ids, from
/// where everything was known to be there.
/// </summary>
public sealed class PostIndexer(Writer writer, PostIndex index, IDbContextFactory<Db> contexts, Engine engine, TimeProvider clock, ILogger<PostIndexer> log) : BackgroundService, IWatch<PostPublished>, IForget
{
    private const int MostAtOnce = 500, FewestAtOnce = 50;

    /// <summary>More news than this, and the walk finds them.</summary>
    private const int MostNews = 50_000;

    /// <summary>A post may be committed this much later than its id says, by a slow turn or another node's clock.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    /// <summary>Worth remembering on the way: most of a day, as ids count.</summary>
    private const long FarAhead = 1L << 42;
    private static readonly TimeSpan BetweenWalks = TimeSpan.FromMinutes(1);

    // Real time: it paces this machine, whatever clock the city has.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20), LongTurn = TimeSpan.FromMilliseconds(25), Elsewhere = TimeSpan.FromMilliseconds(200);

    /// <summary>How long people have the writer for each moment that this has had it: while they wait for news, and in a walk.</summary>
    private const int PartsForPeople = 5, PartsInWalk = 1;

    private readonly ConcurrentQueue<long> news = new();
    private readonly WakeUp wakeUp = new(clock);
    private readonly SemaphoreSlim one = new(1);
    private int waiting, lost = 1, batch = MostAtOnce;

    public void Seen(PostPublished fact)
    {
        if (fact.Kind == PostKind.Repost) return;
        if (Interlocked.Increment(ref waiting) > MostNews)
        {
            Interlocked.Decrement(ref waiting);
            Forget();
            return;
        }
        news.Enqueue(fact.PostId);
        wakeUp.Ring();
    }

    /// <summary>News may have been missed.</summary>
    public void Forget()
    {
        Interlocked.Exchange(ref lost, 1);
        wakeUp.Ring();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var walk = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (Interlocked.Exchange(ref lost, 0) == 1) await Guarded(Recover, stoppingToken);
                else if (clock.GetUtcNow() >= walk) await Guarded(ct => Walk(null, Before(Late), PartsInWalk, ct), stoppingToken);
                if (clock.GetUtcNow() >= walk) walk = clock.GetUtcNow() + BetweenWalks;
                await PutNews(PartsForPeople, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }
            catch (Exception e)
            {
                Interlocked.Exchange(ref lost, 1);
                if (engine.Translate(e) is Refusal busy) log.LogWarning("The search index waits: {Reason}", busy.Word);
                else log.LogError("The search index stumbled and goes on: {Trace}", ExceptionText.Of(e));
                await Pause(TimeSpan.FromSeconds(2), stoppingToken);
            }
            await wakeUp.Wait(walk, stoppingToken);
        }
    }

    /// <summary>Puts in everything that is known, and everything that was missed.</summary>
    internal async Task Drain(CancellationToken ct = default)
    {
        if (Interlocked.Exchange(ref lost, 0) == 1) await Guarded(Recover, ct);
        await PutNews(0, ct);
    }

    /// <summary>Makes the whole index anew, as fast as it can.</summary>
    /// <returns>How many posts are in it.</returns>
    internal async Task<long> Rebuild(Action<long> progress, CancellationToken ct)
    {
        await Turn(db => { Empty(db); return 0; }, ct);
        return await Walk(progress, long.MaxValue, 0, ct);
    }

    /// <summary>Bounded steps until the index is as compact as it gets.</summary>
    internal async Task Tidy(CancellationToken ct)
    {
        const int MostSteps = 2000;
        for (var step = 0; step < MostSteps; step++)
        {
            var started = Stopwatch.GetTimestamp();
            if (!await writer.Run(index.Tidy, ct)) return;
            await Pause(Stopwatch.GetElapsedTime(started), ct);
        }
    }

    private async Task Recover(CancellationToken ct)
    {
        await Turn(db =>
        {
            if (db.SearchStates.Select(s => (int?)s.Analyser).FirstOrDefault() != Document.Version) Empty(db);
            return 0;
        }, ct);
        await Walk(null, long.MaxValue, PartsInWalk, ct);
        if (await Complete(ct)) return;
        // Posts with old ids came in while nobody listened.
        await Turn(db => Remember(db, 0), ct);
        await Walk(null, long.MaxValue, PartsInWalk, ct);
    }

    private void Empty(Db db)
    {
        index.Clear(db);
        db.SearchStates.ExecuteDelete();
        db.SearchStates.Add(new SearchState { Id = 1, Analyser = Document.Version });
    }

    private async Task<bool> Complete(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SearchedPosts.LongCountAsync(ct) >= await db.Posts.LongCountAsync(p => p.DeletedAt == null && p.Kind != PostKind.Repost, ct);
    }

    /// <summary>Through the ids from where everything is known to be there.</summary>
    private async Task<long> Walk(Action<long>? progress, long end, int partsForPeople, CancellationToken ct)
    {
        await using var read = await contexts.CreateDbContextAsync(ct);
        var from = await read.SearchStates.Select(s => s.IndexedTo).FirstOrDefaultAsync(ct);
        var (put, known) = (0L, from);
        while (true)
        {
            var posts = await read.Posts.Where(p => p.Id > from && p.Id < end && p.DeletedAt == null && p.Kind != PostKind.Repost).OrderBy(p => p.Id).Take(MostAtOnce).ToListAsync(ct);
            if (posts.Count == 0) break;
            var ids = posts.ConvertAll(p => p.Id);
            var there = await read.SearchedPosts.Where(p => ids.Contains(p.PostId)).Select(p => p.PostId).ToHashSetAsync(ct);
            // What is younger may still have older neighbours on their way.
            var settled = Math.Min(posts[^1].Id, Before(Late));
            foreach (var part in posts.Where(p => !there.Contains(p.Id)).Chunk(batch)) put += await Put(part, partsForPeople, ct);
            if (there.Count < posts.Count || settled - known > (FarAhead))
            {
                await Turn(db => Remember(db, settled), ct);
                known = settled;
            }
            from = posts[^1].Id;
            progress?.Invoke(put);
        }
        if (Math.Min(from, Before(Late)) > known) await Turn(db => Remember(db, Math.Min(from, Before(Late))), ct);
        return put;
    }

    private static int Remember(Db db, long id) => db.SearchStates.ExecuteUpdate(s => s.SetProperty(row => row.IndexedTo, id));

    private async Task PutNews(int partsForPeople, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            while (await Next(ct) is { Count: > 0 } posts) await Put(posts, partsForPeople, ct);
        }
        finally { one.Release(); }
    }

    private async Task<List<Post>> Next(CancellationToken ct)
    {
        HashSet<long> ids = [];
        while (ids.Count < batch && news.TryDequeue(out var id))
        {
            ids.Add(id);
            Interlocked.Decrement(ref waiting);
        }
        if (ids.Count == 0) return [];
        await using var read = await contexts.CreateDbContextAsync(ct);
        var posts = await read.Posts.Where(p => ids.Contains(p.Id) && p.DeletedAt == null).ToListAsync(ct);
        // All of them were deleted: those behind them still wait.
        return posts.Count > 0 || news.IsEmpty ? posts : await Next(ct);
    }

    private async Task<int> Put(IReadOnlyCollection<Post> posts, int partsForPeople, CancellationToken ct)
    {
        var papers = await Papers(posts, ct);
        List<Document> documents = [.. posts.Select(p => Document.Of(p, p.DocumentId is { } paper ? papers.GetValueOrDefault(paper) : null))];
        var started = Stopwatch.GetTimestamp();
        var put = await Turn(db => index.Add(db, documents), ct);
        var took = Stopwatch.GetElapsedTime(started);
        batch = Math.Clamp(took > LongTurn ? batch / 2 : took < LongTurn / 2 ? batch * 2 : batch, FewestAtOnce, MostAtOnce);
        if (partsForPeople > 0) await Pause(TimeSpan.FromTicks(Math.Max(Breath.Ticks, took.Ticks * partsForPeople)), ct);
        return put;
    }

    /// <summary>The words of what hangs on them; most carry nothing, and nobody asks then.</summary>
    private async Task<Dictionary<long, string>> Papers(IReadOnlyCollection<Post> posts, CancellationToken ct)
    {
        HashSet<long> ids = [.. posts.Select(p => p.DocumentId).OfType<long>()];
        if (ids.Count == 0) return [];
        await using var read = await contexts.CreateDbContextAsync(ct);
        return await SearchedText.Of(read, ids, ct);
    }

    /// <summary>Work on the index, once no other node is at it.</summary>
    private async Task<int> Turn(Func<Db, int> work, CancellationToken ct)
    {
        while (true)
        {
            if (await writer.Run(db => index.Claim(db, wait: false) ? work(db) : (int?)null, ct) is { } done) return done;
            await Pause(Elsewhere, ct);
            ct.ThrowIfCancellationRequested();
        }
    }

    private async Task Guarded(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try { await work(ct); }
        finally { one.Release(); }
    }

    private long Before(TimeSpan age) => Ids.Boundary(clock.GetUtcNow() - age);

    private static async Task Pause(TimeSpan time, CancellationToken ct) =>
        await Task.Delay(time, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
