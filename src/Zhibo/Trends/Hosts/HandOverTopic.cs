using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Trends.Hosts;

/// <summary>The host gives its topic to another agency; introduction and pins stay with the topic.</summary>
public sealed class HandOverTopic(HostRules rules, Writer writer)
{
    /// <param name="To">Handle or nickname of the new host.</param>
    public sealed record Input(long AccountId, string Topic, string To)
    {
        public long? ActingUser { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var (voice, agency) = await rules.Require(input.AccountId, input.ActingUser, ct);
        await writer.Run(turn =>
        {
            var topic = HostRules.Find(turn, input.Topic);
            var row = HostRules.Hosted(turn, topic, agency.Id);
            var to = rules.Other(turn, input.To);
            if (to.Id == agency.Id) return;
            (row.AgencyId, row.Since) = (to.Id, rules.Now);
            rules.Tell(turn, new AuditLog.Act("topic.handed_over", voice.Person) { AccountId = agency.Id, Subject = HostRules.Subject(topic), Detail = "@" + to.Handle }, topic);
        }, ct);
    }
}
