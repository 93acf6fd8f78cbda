using Zhibo.Shared.Facts;

namespace Zhibo.Documents;

/// <summary>A published document says something else now, or is no longer in force: what shows and finds it is stale.</summary>
public sealed record DocumentChanged(long DocumentId, long PostId) : Fact;
