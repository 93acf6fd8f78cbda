using Zhibo.Shared;

namespace Zhibo.Demo.Rows;

/// <summary>Ids at given times, none twice, in the same order every time.</summary>
internal sealed class Numbers(Ids ids)
{
    private readonly HashSet<long> _given = [];

    public long At(DateTimeOffset time)
    {
        while (true)
            if (ids.At(time) is var id && _given.Add(id)) return id;
    }
}
