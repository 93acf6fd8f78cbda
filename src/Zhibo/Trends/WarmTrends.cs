using Zhibo.Shared;

namespace Zhibo.Trends;

/// <summary>Who spoke in the last days is read before somebody waits for it.</summary>
internal sealed class WarmTrends(TrendBoard board) : IWarm
{
    public void Warm(CancellationToken ct) => board.OfCity();
}
