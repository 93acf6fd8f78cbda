namespace Zhibo.Search.Indexing;

/// <summary>Makes the index of posts anew: after the database was mended by hand, or to have it as compact as it gets.</summary>
public sealed class RebuildIndex(PostIndexer indexer)
{
    /// <param name="progress">Hears how many posts are in it so far.</param>
    /// <param name="ct">Stops it; what is missing is made up for by the site.</param>
    public async Task<long> Run(Action<long> progress, CancellationToken ct)
    {
        var posts = await indexer.Rebuild(progress, ct);
        await indexer.Tidy(ct);
        return posts;
    }
}
