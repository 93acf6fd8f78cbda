using Zhibo.Shared;

namespace Zhibo.Search.ByName;

/// <summary>Reads the names before somebody waits for them.</summary>
internal sealed class WarmNames(AccountBook accounts, TopicBook topics) : IWarm
{
    public void Warm(CancellationToken ct)
    {
        accounts.Prepare();
        topics.Prepare();
    }
}
