using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Trends.Hosts;

/// <summary>An administrator of halls gives a topic to an agency, whether somebody hosts it or not.</summary>
public sealed class GiveTopic(HostRules rules, Writer writer)
{
    /// <param name="To">Handle or nickname of the new host.</param>
    public sealed record Input(Caller Caller, string Topic, string To);

    public Task Run(Input input, CancellationToken ct)
    {
        HostRules.RequireAdmin(input.Caller);
        return writer.Run(turn =>
        {
            var topic = HostRules.Find(turn, input.Topic);
            var row = turn.TopicHosts.FirstOrDefault(h => h.TopicId == topic.Id);
            var to = rules.Other(turn, input.To);
            if (row?.AgencyId == to.Id) return;
            if (row is null) turn.TopicHosts.Add(row = new TopicHost { TopicId = topic.Id });
            (row.AgencyId, row.Since) = (to.Id, rules.Now);
            rules.Tell(turn, new AuditLog.Act("topic.given", input.Caller.UserId) { Subject = HostRules.Subject(topic), Detail = "@" + to.Handle }, topic);
            turn.SaveChanges();
        }, ct);
    }
}
