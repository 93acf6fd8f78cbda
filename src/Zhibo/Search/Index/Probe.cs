namespace Zhibo.Search.Index;

/// <summary>What the index is asked.</summary>
/// <param name="Runs">Folded words without a seam; a post bears all of them.</param>
/// <param name="Reader">Finds their own posts whoever else may see them.</param>
internal sealed record Probe(IReadOnlyList<string> Runs, long Reader)
{
    public long? Author { get; init; }

    /// <summary>Marks of topics.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    public bool HasImage { get; init; }

    /// <summary>Without comments.</summary>
    public bool OnlyPosts { get; init; }

    /// <summary>Ids below it and above the other.</summary>
    public long Below { get; init; } = long.MaxValue;

    public long Above { get; init; }
}

/// <param name="Ids">Newest first.</param>
/// <param name="Next">Below it there may be more; null at the end.</param>
internal readonly record struct Found(List<long> Ids, long? Next)
{
    public static Found Nothing => new([], null);
}
