using Zhibo.Halls.Directory;
using Zhibo.Halls.Members;
using Zhibo.Shared;

namespace Zhibo.Halls;

/// <summary>What the first visitors of a hall would wait for: 80,000 agencies take half a second to read.</summary>
internal sealed class WarmHalls(HallBook book, HallMembers members, DirectorySearch search) : IWarm
{
    public void Warm(CancellationToken ct)
    {
        foreach (var hall in book.Now.All)
            if (!ct.IsCancellationRequested) search.Prepare(members.Of(hall));
    }
}
