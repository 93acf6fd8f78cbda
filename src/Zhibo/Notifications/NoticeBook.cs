using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Notifications.Choosing;
using Zhibo.Notifications.Push;
using Zhibo.Shared;

namespace Zhibo.Notifications;

/// <summary>What happened to whom, and by whom.</summary>
/// <param name="PostId">The post of the notice; see <see cref="NoticeRow.PostId"/>.</param>
public readonly record struct Happening(long AccountId, NoticeKind Kind, long ActorId, long PostId)
{
    /// <summary>What many do to the same thing shares a line; null where words are to be read one by one.</summary>
    public long? SharedSubject { get; init; }
}

/// <summary>Writes notices down and strikes them out, always inside a turn, and keeps their lines right.</summary>
public sealed class NoticeBook(Ids ids, PushBell bell)
{
    private const int LockClass = 7423014;

    /// <summary>Blocked people cannot be heard, muted ones only where the mute says so, others as far as the reader wishes.</summary>
    public void Add(Db turn, Happening it)
    {
        if (!IsWanted(turn, it) || IsThere(turn, it)) return;
        Give(turn, it);
    }

    /// <summary>Whatever the reader wished.</summary>
    public void Give(Db turn, Happening it)
    {
        var id = ids.Next();
        var group = it.SharedSubject is { } subject ? OpenGroup(turn, it, subject, id) : null;
        if (group is null)
        {
            group = new NoticeGroup { Id = id, AccountId = it.AccountId, Kind = it.Kind, SubjectId = it.SharedSubject ?? it.PostId };
            turn.NoticeGroups.Add(group);
        }
        group.Take(id);
        var notice = new NoticeRow { Id = id, AccountId = it.AccountId, Kind = it.Kind, ActorId = it.ActorId, PostId = it.PostId, GroupId = group.Id };
        turn.Notices.Add(notice);
        turn.Raise(new NoticeGiven(it.AccountId));
        bell.Ring(turn, notice, group);
    }

    /// <summary>Some people leave their lines; a line that nobody is in vanishes.</summary>
    public static void Remove(Db turn, IQueryable<NoticeRow> notices)
    {
        // What the same turn wrote must be there to be found.
        turn.SaveChanges();
        foreach (var account in notices.Select(n => n.AccountId).Distinct().Order().ToList()) Hold(turn, account);
        var gone = notices.AsTracking().ToList();
        if (gone.Count == 0) return;
        turn.Notices.RemoveRange(gone);
        turn.SaveChanges();
        foreach (var group in gone.GroupBy(n => n.GroupId)) Shrink(turn, group.Key, group.Count());
        foreach (var account in gone.Select(n => n.AccountId).Distinct()) turn.Raise(new NoticeGiven(account));
    }

    /// <summary>Whole lines, however many people are in them.</summary>
    public static void Drop(Db turn, IQueryable<NoticeGroup> groups)
    {
        turn.SaveChanges();
        foreach (var account in groups.Select(g => g.AccountId).Distinct().Order().ToList()) Hold(turn, account);
        var gone = groups.AsTracking().ToList();
        if (gone.Count == 0) return;
        var lines = gone.Select(g => g.Id).ToList();
        turn.Notices.Where(n => lines.Contains(n.GroupId)).ExecuteDelete();
        turn.NoticeGroups.RemoveRange(gone);
        turn.SaveChanges();
        foreach (var account in gone.Select(g => g.AccountId).Distinct()) turn.Raise(new NoticeGiven(account));
    }

    /// <summary>Everything, without reading it.</summary>
    public static void Clear(Db turn, long account)
    {
        turn.SaveChanges();
        Hold(turn, account);
        turn.Notices.Where(n => n.AccountId == account).ExecuteDelete();
        turn.NoticeGroups.Where(g => g.AccountId == account).ExecuteDelete();
        // A neighbour in this turn must not find what is gone.
        foreach (var held in turn.ChangeTracker.Entries().Where(e => (e.Entity as NoticeRow)?.AccountId == account || (e.Entity as NoticeGroup)?.AccountId == account).ToList()) held.State = EntityState.Detached;
        turn.Raise(new NoticeGiven(account));
    }

    private static NoticeGroup? OpenGroup(Db turn, Happening it, long subject, long now)
    {
        Hold(turn, it.AccountId);
        var begun = Ids.Boundary(Ids.TimeOf(now) - NoticeGroup.OpenFor);
        // Two facts of one batch meet before either is saved.
        return turn.NoticeGroups.Local.Where(g => g.AccountId == it.AccountId && g.Kind == it.Kind && g.SubjectId == subject && g.Id > begun).MaxBy(g => g.Id)
            ?? turn.NoticeGroups.AsTracking().Where(g => g.AccountId == it.AccountId && g.Kind == it.Kind && g.SubjectId == subject && g.Id > begun).OrderByDescending(g => g.Id).FirstOrDefault();
    }

    private static void Shrink(Db turn, long groupId, int by)
    {
        if (turn.NoticeGroups.AsTracking().FirstOrDefault(g => g.Id == groupId) is not { } group) return;
        var faces = turn.Notices.Where(n => n.GroupId == groupId).OrderByDescending(n => n.Id).Select(n => n.Id).Take(NoticeGroup.Faces).ToList();
        if (faces.Count == 0) turn.NoticeGroups.Remove(group);
        else
        {
            group.Count = Math.Max(faces.Count, group.Count - by);
            (group.LatestId, group.SecondId, group.ThirdId) = (faces[0], faces.ElementAtOrDefault(1), faces.ElementAtOrDefault(2));
        }
        turn.SaveChanges();
    }

    /// <summary>Two nodes that count in the same line wait for each other.</summary>
    private static void Hold(Db turn, long account)
    {
        if (turn.Database.IsNpgsql()) turn.Database.ExecuteSqlRaw("SELECT pg_advisory_xact_lock({0}, {1})", LockClass, account.GetHashCode());
    }

    private bool IsWanted(Db turn, Happening it)
    {
        var now = Ids.TimeOf(ids.Next());
        var (account, actor) = (it.AccountId, it.ActorId);
        if (turn.Blocks.Any(b => (b.AccountId == account && b.TargetId == actor) || (b.AccountId == actor && b.TargetId == account))) return false;
        if (turn.Mutes.Any(m => m.AccountId == account && m.TargetId == actor && m.HideNotices && (m.ExpiresAt == null || m.ExpiresAt > now))) return false;
        return NoticeChoices.Of(turn, account, it.Kind).Who switch
        {
            NoticeSenders.Nobody => false,
            NoticeSenders.Followed => turn.Follows.Any(f => f.FollowerId == account && f.FolloweeId == actor),
            _ => true,
        };
    }

    private static bool IsThere(Db turn, Happening it) =>
        turn.Notices.Any(n => n.AccountId == it.AccountId && n.Kind == it.Kind && n.ActorId == it.ActorId && n.PostId == it.PostId)
        // Two facts of one batch may bring the same notice before either is saved.
        || turn.Notices.Local.Any(n => n.AccountId == it.AccountId && n.Kind == it.Kind && n.ActorId == it.ActorId && n.PostId == it.PostId);
}
