using System.Data.Common;
using System.Numerics;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Posts.Timelines;

/// <summary>
/// The ids of the latest posts of every author, in memory: 16 bytes a post. Nothing is fanned out when somebody writes,
/// a home timeline is the merge of the followed authors' lists, so a post by an account with 4.48 million
/// followers costs what any post costs (docs/decisions/0003). Rebuilt from the database at start.
/// </summary>
public sealed class AuthorIndex(PureReposts reposts) : IWatch<PostPublished>, IWatch<PostDeleted>
{
    private static readonly long TenSeconds = PostKey.Below(Ids.Boundary(DateTimeOffset.UnixEpoch.AddSeconds(10)));

    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _slots = [];
    private PostKeys[] _lists = new PostKeys[1024];
    private long[] _latest = new long[1024];
    private int _count;
    private long _newest;
    private long _reordered;

    /// <summary>Posts with this id or older may be missing here: older pages come from the database.</summary>
    public long Floor { get; private set; } = long.MaxValue;

    public bool IsLoaded => Floor != long.MaxValue;

    public long Size { get; private set; }

    /// <summary>Below this key nothing new is expected: posts of other nodes arrive within this time.</summary>
    internal long Settled => Volatile.Read(ref _newest) - TenSeconds;

    /// <summary>Moves when a post comes in below <see cref="Settled"/> (an import) or below its author's newest: what was merged
    /// before misses it.</summary>
    internal long Reordered => Interlocked.Read(ref _reordered);

    /// <summary>The author's place in the dense arrays; given on first sight.</summary>
    public int SlotOf(long accountId)
    {
        lock (_lock)
        {
            if (_slots.TryGetValue(accountId, out var slot)) return slot;
            if (_count == _lists.Length) Grow();
            _slots[accountId] = slot = _count++;
            return slot;
        }
    }

    internal ReadOnlySpan<long> Latest => Volatile.Read(ref _latest);

    /// <summary>A number that changes when one of the authors gets another latest post.</summary>
    internal ulong LatestOf(ReadOnlySpan<int> slots)
    {
        var latest = Latest;
        var sum = 0UL;
        foreach (var slot in slots) sum = BitOperations.RotateLeft(sum, 5) ^ (slot < latest.Length ? (ulong)latest[slot] : 0) * 0x9E3779B97F4A7C15;
        return sum;
    }

    internal PostKeys? ListOf(int slot) => Volatile.Read(ref _lists)[slot];

    internal PostKeys? ListOfAccount(long accountId)
    {
        lock (_lock) return _slots.TryGetValue(accountId, out var slot) ? _lists[slot] : null;
    }

    public void Seen(PostPublished fact)
    {
        if (fact.Kind == PostKind.Comment || fact.Visibility == Visibility.Direct) return;
        if (fact is { Kind: PostKind.Repost, RepostOfId: { } original }) reposts.Add(original, fact.PostId, SlotOf(fact.AuthorId));
        lock (_lock) Add(SlotOf(fact.AuthorId), PostKey.Of(fact.PostId, fact.Kind, fact.Visibility));
    }

    public void Seen(PostDeleted fact)
    {
        if (fact is { Kind: PostKind.Repost, RepostOfId: { } original }) reposts.Remove(original, fact.PostId);
        lock (_lock)
        {
            if (!_slots.TryGetValue(fact.AuthorId, out var slot) || _lists[slot] is not { } list) return;
            _lists[slot] = list.Without(fact.PostId);
            _latest[slot] = _lists[slot].Newest;
        }
    }

    /// <summary>Reads the newest <paramref name="most"/> posts. What is published meanwhile arrives by facts; both may bring
    /// the same post, and a list takes it once.</summary>
    public void Load(Engine engine, int most)
    {
        using var connection = engine.OpenReadConnection();
        var floor = (long)(Scalar(connection, $"SELECT id FROM posts ORDER BY id DESC LIMIT 1 OFFSET {most}") ?? 0L);
        using var command = connection.CreateCommand();
        // Answered from ix_posts_by_author alone.
        command.CommandText = $"SELECT author_id, id, kind, visibility FROM posts WHERE deleted_at IS NULL AND id > {floor} AND kind <> 3 AND visibility < 3 ORDER BY author_id, id";
        using (var reader = command.ExecuteReader()) Read(reader);
        command.CommandText = $"SELECT coalesce(repost_via_id, repost_of_id), id, author_id FROM posts WHERE deleted_at IS NULL AND id > {floor} AND kind = 1 AND repost_of_id IS NOT NULL";
        using (var reader = command.ExecuteReader())
            while (reader.Read()) reposts.Add(reader.GetInt64(0), reader.GetInt64(1), SlotOf(reader.GetInt64(2)));
        Floor = floor;
    }

    private void Read(DbDataReader reader)
    {
        var (author, slot) = (0L, -1);
        List<long> keys = [];
        while (reader.Read())
        {
            var next = reader.GetInt64(0);
            if (next != author) Keep(slot, keys);
            if (next != author) (author, slot) = (next, SlotOf(next));
            keys.Add(PostKey.Of(reader.GetInt64(1), (PostKind)reader.GetInt32(2), (Visibility)reader.GetInt32(3)));
        }
        Keep(slot, keys);
    }

    private void Keep(int slot, List<long> keys)
    {
        if (slot < 0) return;
        lock (_lock)
        {
            var arrived = _lists[slot];
            _lists[slot] = new PostKeys([.. keys], keys.Count);
            Size += keys.Count;
            if (keys.Count > 0) _latest[slot] = keys[^1];
            if (_latest[slot] > _newest) Volatile.Write(ref _newest, _latest[slot]);
            if (arrived is not null) foreach (var key in arrived.Newer(0)) Add(slot, key);
        }
        keys.Clear();
    }

    private void Add(int slot, long key)
    {
        var list = _lists[slot] ?? PostKeys.Empty;
        _lists[slot] = list = list.With(key);
        // After the list: whoever sees the new number sees the post.
        if (key < Settled || key < _latest[slot]) Interlocked.Increment(ref _reordered);
        if (key > _newest) Volatile.Write(ref _newest, key);
        if (key > _latest[slot]) Volatile.Write(ref _latest[slot], key);
        Size++;
    }

    private void Grow()
    {
        // Readers keep the arrays they hold; both are complete up to the slots they know.
        var (lists, latest) = (_lists, _latest);
        Array.Resize(ref lists, lists.Length * 2);
        Array.Resize(ref latest, latest.Length * 2);
        Volatile.Write(ref _lists, lists);
        Volatile.Write(ref _latest, latest);
    }

    private static object? Scalar(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
