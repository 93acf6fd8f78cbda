namespace Zhibo.Posts.Timelines;

/// <summary>A post id with kind and visibility in its lowest bits: sorts like the id.</summary>
internal static class PostKey
{
    public static long Of(long postId, PostKind kind, Visibility visibility) => postId << 4 | (long)kind << 2 | (long)visibility;

    public static long IdOf(long key) => key >> 4;

    public static PostKind KindOf(long key) => (PostKind)(key >> 2 & 3);

    public static Visibility VisibilityOf(long key) => (Visibility)(key & 3);

    /// <summary>All keys of posts older than <paramref name="postId"/> are smaller than this.</summary>
    public static long Below(long postId) => postId > long.MaxValue >> 4 ? long.MaxValue : postId << 4;
}

/// <summary>Keys of one author, oldest first. Appending in order shares the array; readers see a prefix that never changes.</summary>
internal sealed class PostKeys(long[] keys, int count)
{
    public static readonly PostKeys Empty = new([], 0);

    public int Count => count;

    public long this[int index] => keys[index];

    public long Newest => count == 0 ? 0 : keys[count - 1];

    public ReadOnlySpan<long> All => keys.AsSpan(0, count);

    /// <summary>How many keys are smaller than <paramref name="limit"/>.</summary>
    public int CountBelow(long limit)
    {
        if (count == 0 || keys[count - 1] < limit) return count;
        var at = keys.AsSpan(0, count).BinarySearch(limit);
        return at < 0 ? ~at : at;
    }

    public long[] Newer(long than) => keys[CountBelow(than + 1)..count];

    public PostKeys With(long key)
    {
        if (count > 0 && key <= keys[count - 1]) return Inserted(key);
        var array = keys;
        if (count == array.Length)
        {
            array = new long[Math.Max(2, count + (count / 2) + 1)];
            keys.AsSpan(0, count).CopyTo(array);
        }
        array[count] = key;
        return new(array, count + 1);
    }

    public PostKeys Without(long postId)
    {
        var at = CountBelow(PostKey.Below(postId));
        if (at == count || PostKey.IdOf(keys[at]) != postId) return this;
        long[] rest = [.. keys[..at], .. keys[(at + 1)..count]];
        return new(rest, rest.Length);
    }

    private PostKeys Inserted(long key)
    {
        var at = CountBelow(key);
        if (at < count && keys[at] == key) return this;
        long[] all = [.. keys[..at], key, .. keys[at..count]];
        return new(all, all.Length);
    }
}
