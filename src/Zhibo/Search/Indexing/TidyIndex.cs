using Zhibo.Shared.Jobs;

namespace Zhibo.Search.Indexing;

/// <summary>Every night the index is made compact again, a little at a time.</summary>
internal sealed class TidyIndex(PostIndexer indexer) : IChore
{
    public Task Run(CancellationToken ct) => indexer.Tidy(ct);
}
