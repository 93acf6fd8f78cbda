using Zhibo.Shared;

namespace Zhibo.Trends.Counting;

/// <summary>Somebody spoke under a topic: with a post, a comment, or by passing one on.</summary>
/// <param name="Of">The post that was passed on; 0 where the topic stands in the words themselves.</param>
internal readonly record struct Say(long PostId, long AccountId, long Of)
{
    public DateTimeOffset At => Ids.TimeOf(PostId);

    /// <summary>Accounts that were opened for the occasion do not make a trend.</summary>
    public bool IsNewcomer => At - Ids.TimeOf(AccountId) < Velocity.Newcomer;
}
