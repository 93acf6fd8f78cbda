using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Posts;

/// <summary>Topics that exist, by key: a post with a known topic asks the database nothing. Topics are never deleted.</summary>
public sealed class TopicIds(IDbContextFactory<Db> contexts) : IWatch<TopicOpened>
{
    private const int Most = 100_000;
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);

    /// <summary>From memory alone; the writer asks the database about the others in its turn.</summary>
    public long? IdOf(string key) => _ids.TryGetValue(key, out var id) ? id : null;

    public async ValueTask<long?> Find(string key, CancellationToken ct)
    {
        if (_ids.TryGetValue(key, out var id)) return id;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Topics.Where(t => t.Key == key).Select(t => (long?)t.Id).FirstOrDefaultAsync(ct) is not { } found) return null;
        Keep(key, found);
        return found;
    }

    public void Seen(TopicOpened fact) => Keep(fact.Key, fact.TopicId);

    private void Keep(string key, long id)
    {
        if (_ids.Count < Most) _ids[key] = id;
    }
}
