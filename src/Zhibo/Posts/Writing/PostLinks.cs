using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Writing;

/// <summary>The rows beside a post: whom it names and under which topics it stands.</summary>
internal static class PostLinks
{
    /// <returns>The topics under which it stands.</returns>
    public static IReadOnlyList<long> Write(Db turn, Post post, Draft draft, Ids ids)
    {
        foreach (var (start, length, account) in draft.Mentions)
            turn.Mentions.Add(new Mention { PostId = post.Id, Start = start, Length = length, AccountId = account });
        if (post.Visibility != Visibility.Public || post.Kind == PostKind.Repost) return [];
        List<long> topics = [];
        foreach (var (name, known) in draft.Topics)
        {
            var topic = known ?? Open(turn, name, ids);
            topics.Add(topic);
            turn.PostTopics.Add(new PostTopic { TopicId = topic, PostId = post.Id });
            turn.Count(Tally.TopicPosts, topic, 1);
            turn.Count(Tally.TopicLastPost, topic, post.Id);
        }
        return topics;
    }

    /// <summary>Whom a message is for. Those its text does not name are kept as mentions of no length before its beginning, so
    /// that whoever asks who may see it asks one table.</summary>
    public static DirectPost Address(Db turn, Post post, Draft draft, long? answered, CreatePost.Input input)
    {
        HashSet<long> parties = [post.AuthorId, .. draft.Mentions.Select(m => m.AccountId)];
        var place = 0;
        foreach (var account in input.To)
            if (parties.Add(account)) turn.Mentions.Add(new Mention { PostId = post.Id, Start = --place, Length = 0, AccountId = account });
        if (answered is { } whom) parties.Add(whom);
        return new(post, parties) { Automatic = input.Automatic, Imported = draft.Imported };
    }

    /// <param name="addressed">Also those whom the text does not name.</param>
    public static void Remove(Db turn, Post post, bool addressed = true)
    {
        turn.Mentions.RemoveRange(turn.Mentions.Where(m => m.PostId == post.Id && (addressed || m.Start >= 0)));
        if (post.Visibility != Visibility.Public) return;
        HashSet<string> keys = [.. PostText.Parse(post.Text).Where(t => t.Kind == TokenKind.Topic).Select(t => TopicName.Key(t.Value))];
        if (keys.Count == 0) return;
        foreach (var topic in turn.Topics.Where(t => keys.Contains(t.Key)).Select(t => t.Id).ToList())
        {
            if (turn.PostTopics.Find(topic, post.Id) is not { } link) continue;
            turn.PostTopics.Remove(link);
            turn.Count(Tally.TopicPosts, topic, -1);
        }
    }

    private static long Open(Db turn, string name, Ids ids)
    {
        var key = TopicName.Key(name);
        if (turn.Topics.Where(t => t.Key == key).Select(t => (long?)t.Id).FirstOrDefault() is { } known)
        {
            // Heard after the commit: from then on it is known in memory.
            turn.Raise(new TopicOpened(known, key));
            return known;
        }
        var topic = new Topic { Id = ids.Next(), Name = name, Key = key };
        turn.Topics.Add(topic);
        turn.Raise(new TopicOpened(topic.Id, key));
        return topic.Id;
    }
}
