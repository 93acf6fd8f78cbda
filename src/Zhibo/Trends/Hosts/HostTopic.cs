using Zhibo.Accounts.Audit;
using Zhibo.Agencies;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Trends.Hosts;

/// <summary>An agency takes a topic that nobody hosts, or writes its introduction anew where it hosts it already.</summary>
public sealed class HostTopic(HostRules rules, Writer writer)
{
    /// <param name="AccountId">The agency.</param>
    public sealed record Input(long AccountId, string Topic, string Introduction)
    {
        /// <summary>The person with a seat there.</summary>
        public long? ActingUser { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var (voice, agency) = await rules.Require(input.AccountId, input.ActingUser, ct);
        var text = HostRules.Introduction(input.Introduction);
        await writer.Run(turn =>
        {
            var topic = HostRules.Find(turn, input.Topic);
            var row = turn.TopicHosts.FirstOrDefault(h => h.TopicId == topic.Id);
            if (row?.AgencyId == agency.Id)
            {
                if (row.Introduction == text) return;
                row.Introduction = text;
                rules.Tell(turn, new AuditLog.Act("topic.introduced", voice.Person) { AccountId = agency.Id, Subject = HostRules.Subject(topic) }, topic);
                return;
            }
            rules.RequireMember(agency);
            HostRules.RequireRoom(turn, agency);
            if (row is not null)
            {
                // Who was closed hosts no more; its pins go with it.
                if (turn.Agencies.Where(a => a.Id == row.AgencyId).Any(a => a.State != AgencyState.Closed)) throw new Refusal(RefusalKind.Conflict, "trends.hosted");
                turn.TopicHosts.Remove(row);
                turn.TopicPins.RemoveRange(turn.TopicPins.Where(p => p.TopicId == topic.Id));
                turn.SaveChanges();
            }
            turn.TopicHosts.Add(new TopicHost { TopicId = topic.Id, AgencyId = agency.Id, Introduction = text, Since = rules.Now });
            rules.Tell(turn, new AuditLog.Act("topic.hosted", voice.Person) { AccountId = agency.Id, Subject = HostRules.Subject(topic) }, topic);
            // Two who take it at once: the second finds the first.
            turn.SaveChanges();
        }, ct);
    }
}
