using Zhibo.Data;

namespace Zhibo.Notifications;

/// <summary>Somebody strikes out what they were told.</summary>
public sealed class DismissNotices(Writer writer)
{
    /// <summary>All where neither is given.</summary>
    public sealed record Input(long AccountId)
    {
        public long? NoticeId { get; init; }

        public long? GroupId { get; init; }
    }

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        if (input.NoticeId is { } notice) NoticeBook.Remove(turn, turn.Notices.Where(n => n.AccountId == input.AccountId && n.Id == notice));
        else if (input.GroupId is { } group) NoticeBook.Drop(turn, turn.NoticeGroups.Where(g => g.AccountId == input.AccountId && g.Id == group));
        else NoticeBook.Clear(turn, input.AccountId);
    }, ct);
}
