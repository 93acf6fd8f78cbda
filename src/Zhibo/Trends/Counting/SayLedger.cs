using System.Collections.Concurrent;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Trends.Counting;

/// <summary>
/// Who spoke under which topic in the last eight days, held in memory (24 bytes each): read once from the posts, then
/// following them by their facts, on every node. A post is looked up when somebody next asks, not when it is written.
/// </summary>
internal sealed class SayLedger(SayQueries queries, TimeProvider clock) : IWatch<PostPublished>, IWatch<PostEdited>, IWatch<PostDeleted>, IForget
{
    /// <summary>Heard of and not looked up yet; more than this, and everything is read again.</summary>
    private const int MostWaiting = 50_000;

    private const int Chunk = 2_000;

    private readonly Lock gate = new();
    private readonly ConcurrentQueue<long> spoken = new(), touched = new();
    private SayBook? book;
    private volatile bool stale = true;
    private DateTimeOffset tidied;

    /// <summary>Looks into the book as it is now; one after the other.</summary>
    public T Look<T>(Func<SayBook, T> look)
    {
        lock (gate)
        {
            Follow();
            return look(book!);
        }
    }

    public void Seen(PostPublished fact)
    {
        // Topics of a comment or a quote come with it; of a repost they are those of what it passes on.
        if (fact.Visibility == Visibility.Public && (fact.Topics.Length > 0 || fact.RepostOfId is not null)) Heard(spoken, fact.PostId);
    }

    public void Seen(PostEdited fact)
    {
        if (fact.Visibility == Visibility.Public) Heard(touched, fact.PostId);
    }

    public void Seen(PostDeleted fact) => Heard(touched, fact.PostId);

    public void Forget() => stale = true;

    private void Heard(ConcurrentQueue<long> queue, long postId)
    {
        // Whoever reads everything reads this too.
        if (stale) return;
        if (queue.Count < MostWaiting) queue.Enqueue(postId);
        else stale = true;
    }

    private void Follow()
    {
        var oldest = clock.GetUtcNow() - Velocity.Remembered;
        try
        {
            if (stale) Load(oldest);
            else if (!spoken.IsEmpty || !touched.IsEmpty) CatchUp(oldest);
        }
        catch
        {
            // What was taken from the queues is lost.
            stale = true;
            throw;
        }
        if (clock.GetUtcNow() - tidied < TimeSpan.FromHours(1)) return;
        book!.Forget(oldest);
        tidied = clock.GetUtcNow();
    }

    private void Load(DateTimeOffset oldest)
    {
        spoken.Clear();
        touched.Clear();
        // From here on facts are kept: what is committed while the rows are read is heard of.
        stale = false;
        var fresh = new SayBook();
        queries.Since(Ids.Boundary(oldest), fresh.Load);
        fresh.Settle();
        book = fresh;
    }

    private void CatchUp(DateTimeOffset oldest)
    {
        var gone = Drain(touched);
        var look = Drain(spoken);
        if (gone.Count > 0) look.UnionWith(book!.Remove(gone));
        look.UnionWith(gone);
        var boundary = Ids.Boundary(oldest);
        foreach (var some in look.Chunk(Chunk))
            queries.Of(some, (topic, say) =>
            {
                if (say.PostId >= boundary) book!.Add(topic, say);
            });
    }

    private static HashSet<long> Drain(ConcurrentQueue<long> queue)
    {
        HashSet<long> ids = [];
        while (queue.TryDequeue(out var id)) ids.Add(id);
        return ids;
    }
}
