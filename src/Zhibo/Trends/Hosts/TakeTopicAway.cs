using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Trends.Hosts;

/// <summary>An administrator of halls ends the hosting of a topic, with a reason for the log; introduction and pins go with it.</summary>
public sealed class TakeTopicAway(HostRules rules, Writer writer)
{
    public sealed record Input(Caller Caller, string Topic, string Reason);

    public Task Run(Input input, CancellationToken ct)
    {
        HostRules.RequireAdmin(input.Caller);
        var reason = HostRules.Reason(input.Reason);
        return writer.Run(turn =>
        {
            var topic = HostRules.Find(turn, input.Topic);
            var row = turn.TopicHosts.FirstOrDefault(h => h.TopicId == topic.Id) ?? throw new Refusal(RefusalKind.Invalid, "trends.no_host", "topic");
            turn.TopicHosts.Remove(row);
            turn.TopicPins.RemoveRange(turn.TopicPins.Where(p => p.TopicId == topic.Id));
            rules.Tell(turn, new AuditLog.Act("topic.taken_away", input.Caller.UserId) { AccountId = row.AgencyId, Subject = HostRules.Subject(topic), Detail = reason }, topic);
        }, ct);
    }
}
