using System.Globalization;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared;

namespace Zhibo.Trends.Hosts;

/// <summary>The host sets a post of the topic above the others, whoever wrote it, and back. Both may be asked twice.</summary>
public sealed class PinInTopic(HostRules rules, Writer writer, Ids ids)
{
    public sealed record Input(long AccountId, string Topic, long PostId, bool Pinned)
    {
        public long? ActingUser { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var (voice, agency) = await rules.Require(input.AccountId, input.ActingUser, ct);
        await writer.Run(turn =>
        {
            var topic = HostRules.Find(turn, input.Topic);
            HostRules.Hosted(turn, topic, agency.Id);
            var pins = turn.TopicPins.Where(p => p.TopicId == topic.Id).ToList();
            var pin = pins.Find(p => p.PostId == input.PostId);
            if (pin is null == !input.Pinned) return;
            if (pin is not null) turn.TopicPins.Remove(pin);
            else Add(turn, topic, pins, input.PostId);
            rules.Tell(turn, new AuditLog.Act(input.Pinned ? "topic.pinned" : "topic.unpinned", voice.Person)
            {
                AccountId = agency.Id,
                Subject = HostRules.Subject(topic),
                Detail = "post " + input.PostId.ToString(CultureInfo.InvariantCulture),
            }, topic);
        }, ct);
    }

    private void Add(Db turn, Topic topic, List<TopicPin> pins, long postId)
    {
        if (!Standing(turn, topic.Id).Any(id => id == postId)) throw new Refusal(RefusalKind.NotFound, "trends.not_in_topic", "post");
        var known = pins.ConvertAll(p => p.PostId);
        var standing = Standing(turn, topic.Id).Where(id => known.Contains(id)).ToHashSet();
        // What was deleted or stands under it no more makes room.
        turn.TopicPins.RemoveRange(pins.Where(p => !standing.Contains(p.PostId)));
        if (standing.Count >= HostRules.MostPins) throw new Refusal(RefusalKind.Conflict, "trends.many_pins", null, HostRules.MostPins);
        turn.TopicPins.Add(new TopicPin { Id = ids.Next(), TopicId = topic.Id, PostId = postId });
    }

    /// <summary>Posts under a topic that are there for everybody.</summary>
    internal static IQueryable<long> Standing(Db db, long topicId) =>
        from t in db.PostTopics
        where t.TopicId == topicId
        join p in db.Posts on t.PostId equals p.Id
        where p.DeletedAt == null && p.Visibility == Visibility.Public
        select p.Id;
}
