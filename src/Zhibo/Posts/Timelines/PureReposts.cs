using Zhibo.Shared;

namespace Zhibo.Posts.Timelines;

/// <summary>
/// Who passed a post on without words, and when. A home timeline shows such a post once: at its first appearance;
/// it may come back after a day (docs/decisions/0010).
/// </summary>
public sealed class PureReposts
{
    private static readonly long Day = Ids.Boundary(DateTimeOffset.UnixEpoch.AddDays(1));

    private readonly Lock _lock = new();
    private readonly Dictionary<long, List<(long RepostId, int Slot)>> _bySubject = [];
    private readonly Dictionary<long, long> _subjects = [];

    public void Add(long subjectId, long repostId, int slot)
    {
        lock (_lock)
        {
            if (!_subjects.TryAdd(repostId, subjectId)) return;
            if (!_bySubject.TryGetValue(subjectId, out var list)) _bySubject[subjectId] = list = [];
            list.Add((repostId, slot));
        }
    }

    public void Remove(long subjectId, long repostId)
    {
        lock (_lock)
        {
            _subjects.Remove(repostId, out var known);
            if (_bySubject.TryGetValue(known == 0 ? subjectId : known, out var list)) list.RemoveAll(r => r.RepostId == repostId);
        }
    }

    /// <summary>Did the subject stand in this timeline already within the day before the repost?</summary>
    internal bool SeenBefore(long repostId, long subjectId, int subjectSlot, ReadOnlySpan<int> sortedSlots)
    {
        if (repostId - subjectId < Day && sortedSlots.BinarySearch(subjectSlot) >= 0) return true;
        lock (_lock)
        {
            if (!_bySubject.TryGetValue(subjectId, out var list)) return false;
            foreach (var (id, slot) in list)
                if (id < repostId && repostId - id < Day && sortedSlots.BinarySearch(slot) >= 0) return true;
            return false;
        }
    }
}
