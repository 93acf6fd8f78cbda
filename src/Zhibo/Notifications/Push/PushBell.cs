using System.Globalization;
using Zhibo.Data;
using Zhibo.Notifications.Choosing;
using Zhibo.Posts;

namespace Zhibo.Notifications.Push;

/// <summary>Decides, in the turn that writes a notice, which devices are told of it. What is sent is made when it is sent.</summary>
public sealed class PushBell(QuietHours hours, TimeProvider clock)
{
    /// <summary>A line that grows rings again at these numbers, not for each of thirty thousand people.</summary>
    private static readonly int[] Milestones = [1, 10, 100, 1_000, 10_000, 100_000];

    public void Ring(Db turn, NoticeRow notice, NoticeGroup group)
    {
        if (Array.IndexOf(Milestones, group.Count) < 0) return;
        var devices = turn.PushDevices.Where(d => d.AccountId == notice.AccountId).ToList();
        if (devices.Count == 0) return;
        var choice = NoticeChoices.Of(turn, notice.AccountId, notice.Kind);
        var quiet = hours.Until(turn.NoticeWishes.FirstOrDefault(w => w.AccountId == notice.AccountId), clock.GetUtcNow());
        var alert = AlertOf(turn, notice);
        foreach (var device in devices)
        {
            if (device.TokenId is null ? !choice.Push : (device.Alerts & alert) == 0 || !Admits(turn, device, notice.ActorId)) continue;
            // What comes in the quiet is one message at its end.
            if (quiet is { } end) turn.Queue(SendPush.JobKind, new SendPush.Payload(device.Id, 0), end, Key(device.Id, end.ToUnixTimeSeconds()));
            else turn.Queue(SendPush.JobKind, new SendPush.Payload(device.Id, notice.Id), key: Key(device.Id, notice.Id));
        }
    }

    private static string Key(long device, long what) => string.Create(CultureInfo.InvariantCulture, $"push {device} {what}");

    private static PushAlerts AlertOf(Db turn, NoticeRow notice) => notice.Kind switch
    {
        NoticeKind.Mention or NoticeKind.Comment or NoticeKind.Message => PushAlerts.Mention,
        NoticeKind.Repost => turn.Posts.Any(p => p.Id == notice.PostId && p.Kind == PostKind.Quote) ? PushAlerts.Quote : PushAlerts.Reblog,
        NoticeKind.Like => PushAlerts.Favourite,
        NoticeKind.Follow => PushAlerts.Follow,
        NoticeKind.PollEnded => PushAlerts.Poll,
        // Programs know no such kind.
        _ => PushAlerts.None,
    };

    private static bool Admits(Db turn, PushDevice device, long actor) => device.Policy switch
    {
        PushPolicy.All => true,
        PushPolicy.Followed => turn.Follows.Any(f => f.FollowerId == device.AccountId && f.FolloweeId == actor),
        PushPolicy.Follower => turn.Follows.Any(f => f.FollowerId == actor && f.FolloweeId == device.AccountId),
        _ => false,
    };
}
