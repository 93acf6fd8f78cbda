namespace Zhibo.Posts.Timelines;

/// <summary>
/// The newest of one reader's home timeline as last merged. Between two looks most readers' authors have written nothing, and
/// seeing that takes one pass over a dense array, while merging touches the list of every author, each somewhere else in memory.
/// </summary>
/// <param name="Keys">Newest first.</param>
/// <param name="Authors">What the authors' latest posts came to (<see cref="AuthorIndex.LatestOf"/>).</param>
/// <param name="Version">Of <see cref="AuthorIndex.Reordered"/>.</param>
internal sealed record FirstPage(long[] Keys, ulong Authors, long Version);
