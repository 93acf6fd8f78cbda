using Zhibo.Agencies;
using Zhibo.Halls.Members;
using Zhibo.Shared;

namespace Zhibo.Halls;

/// <summary>What the first visitors of a hall would wait for: 80,000 agencies take half a second to read.</summary>
internal sealed class WarmHalls(HallBook book, HallMembers members, FindAgencies find) : IWarm
{
    public void Warm(CancellationToken ct)
    {
        find.Prepare();
        foreach (var hall in book.Now.All)
            if (!ct.IsCancellationRequested) _ = members.Of(hall).Ordered;
    }
}
