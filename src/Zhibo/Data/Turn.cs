using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

/// <summary>Counters that grow with every post. Written as deltas when a group of turns commits.</summary>
public enum Tally
{
    AccountPosts,
    AccountFollowers,
    AccountFollowing,
    PostLikes,
    PostComments,
    PostReposts,
    TopicPosts,
    PollVoters,
    ChoiceVotes,

    /// <summary>Not added up: the largest wins.</summary>
    TopicLastPost,
}

/// <summary>What a group of use cases leaves behind for its commit.</summary>
internal sealed class Turn(Ids ids, TimeProvider clock)
{
    private readonly SortedDictionary<(Tally Tally, long Id), long> tallies = [];

    public Ids Ids => ids;

    public DateTimeOffset Now => clock.GetUtcNow();

    public List<Fact> Facts { get; } = [];

    /// <summary>Jobs were queued: their runner is woken after the commit.</summary>
    public bool QueuedJobs { get; set; }

    /// <summary>Facts wait in the outbox.</summary>
    public bool LeftFacts { get; set; }

    public IEnumerable<KeyValuePair<(Tally Tally, long Id), long>> Tallies => tallies.Where(t => t.Value != 0);

    public void Add(Tally tally, long id, long by)
    {
        var held = tallies.GetValueOrDefault((tally, id));
        tallies[(tally, id)] = tally == Tally.TopicLastPost ? Math.Max(held, by) : held + by;
    }

    public static (string Table, string Column) Place(Tally tally) => tally switch
    {
        Tally.AccountPosts => ("accounts", "posts_count"),
        Tally.AccountFollowers => ("accounts", "followers_count"),
        Tally.AccountFollowing => ("accounts", "following_count"),
        Tally.PostLikes => ("posts", "likes_count"),
        Tally.PostComments => ("posts", "comments_count"),
        Tally.PostReposts => ("posts", "reposts_count"),
        Tally.TopicPosts => ("topics", "posts_count"),
        Tally.PollVoters => ("polls", "voters_count"),
        Tally.ChoiceVotes => ("poll_choices", "votes_count"),
        Tally.TopicLastPost => ("topics", "last_post_id"),
        _ => throw new ArgumentOutOfRangeException(nameof(tally)),
    };
}
