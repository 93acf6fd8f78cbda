using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Posts.Timelines;

/// <summary>The newest public posts of the city, in memory; older ones come from the database.</summary>
public sealed class PublicPosts : IWatch<PostPublished>, IWatch<PostDeleted>
{
    private const int Kept = 4000;
    private readonly Lock _lock = new();
    private PostKeys _keys = PostKeys.Empty;

    /// <summary>Posts with this id or older may be missing.</summary>
    public long Floor { get; private set; } = long.MaxValue;

    internal PostKeys Keys => Volatile.Read(ref _keys);

    public void Load(Engine engine)
    {
        using var connection = engine.OpenReadConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id FROM posts WHERE visibility = 0 AND kind IN (0, 2) AND deleted_at IS NULL ORDER BY id DESC LIMIT {Kept}";
        List<long> ids = [];
        using (var reader = command.ExecuteReader())
            while (reader.Read()) ids.Add(reader.GetInt64(0));
        ids.Reverse();
        lock (_lock)
        {
            var arrived = _keys;
            _keys = new([.. ids.Select(id => PostKey.Of(id, PostKind.Original, Visibility.Public))], ids.Count);
            foreach (var key in arrived.Newer(0)) _keys = _keys.With(key);
            Floor = ids.Count < Kept ? 0 : ids[0];
        }
    }

    public void Seen(PostPublished fact)
    {
        if (fact.Visibility != Visibility.Public || fact.Kind is not (PostKind.Original or PostKind.Quote)) return;
        lock (_lock)
        {
            // An import of old posts does not belong into the newest.
            if (Floor != long.MaxValue && fact.PostId <= Floor) return;
            _keys = _keys.With(PostKey.Of(fact.PostId, PostKind.Original, Visibility.Public));
            if (_keys.Count < Kept * 2) return;
            Floor = PostKey.IdOf(_keys[_keys.Count - Kept]);
            var kept = _keys.Newer(PostKey.Below(Floor));
            _keys = new(kept, kept.Length);
        }
    }

    public void Seen(PostDeleted fact)
    {
        lock (_lock) _keys = _keys.Without(fact.PostId);
    }
}
