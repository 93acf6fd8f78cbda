using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Trends.Hosts;

/// <summary>A hall keeps a topic out of its trends, for a reason that everybody may read, and lets it back. Nothing can be moved up.</summary>
public sealed class KeepOut(HostRules rules, Writer writer)
{
    /// <param name="Reason">Null lets it back.</param>
    public sealed record Input(Caller Caller, long HallId, string Topic, string? Reason);

    public Task Run(Input input, CancellationToken ct)
    {
        HostRules.RequireAdmin(input.Caller);
        var reason = input.Reason is null ? null : HostRules.Reason(input.Reason);
        return writer.Run(turn =>
        {
            var hall = turn.Halls.Find(input.HallId) ?? throw new Refusal(RefusalKind.NotFound, "halls.no_hall");
            var topic = HostRules.Find(turn, input.Topic);
            var row = turn.KeptOutTopics.FirstOrDefault(k => k.HallId == hall.Id && k.TopicId == topic.Id);
            if (row?.Reason == reason) return;
            if (row is not null && reason is not null) row.Reason = reason;
            else if (row is not null) turn.KeptOutTopics.Remove(row);
            else turn.KeptOutTopics.Add(new KeptOutTopic { HallId = hall.Id, TopicId = topic.Id, Reason = reason!, Since = rules.Now });
            rules.Tell(turn, new AuditLog.Act(reason is null ? "topic.let_back" : "topic.kept_out", input.Caller.UserId)
            {
                Subject = HostRules.Subject(topic),
                Detail = reason is null ? "hall " + hall.Slug : $"hall {hall.Slug}: {reason}",
            }, topic);
            turn.SaveChanges();
        }, ct);
    }
}
