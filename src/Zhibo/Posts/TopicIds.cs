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

    public long? IdOf(string key)
    {
        if (_ids.TryGetValue(key, out var id)) return id;
        using var db = contexts.CreateDbContext();
        if (db.Topics.Where(t => t.Key == key).Select(t => (long?)t.Id).FirstOrDefault() is not { } found) return null;
        if (_ids.Count < Most) _ids[key] = found;
        return found;
    }

    public void Seen(TopicOpened fact) => _ids[fact.Key] = fact.TopicId;
}
