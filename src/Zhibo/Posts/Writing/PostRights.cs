using System.Globalization;
using Zhibo.Accounts.Acting;

namespace Zhibo.Posts.Writing;

/// <summary>Who may write in whose name, and how often.</summary>
public sealed class PostRights(ActingSeats seats, PostRate rate, DirectPosts direct)
{
    /// <summary>Who may write to whom in private is decided above.</summary>
    internal DirectPosts Direct => direct;

    /// <summary>The voice in which the post will speak; refused where the person has no seat, or one that does not allow it.</summary>
    /// <param name="authorId">The account that the public sees.</param>
    /// <param name="actingUser">The person behind an office; null where the account speaks for itself.</param>
    /// <param name="right">What is to be done.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async ValueTask<Voice> Require(long authorId, long? actingUser, ActingRights right, CancellationToken ct)
    {
        var voice = await seats.VoiceOf(actingUser, authorId, ct);
        voice.Require(right);
        return voice;
    }

    /// <summary>Counts one more post against the account.</summary>
    public void Take(long authorId) => rate.Take(authorId);

    /// <summary>A frozen account says nothing new and gives no sign. It may take back what it said, and keep others away.</summary>
    public void RefuseFrozen(long accountId) => rate.RefuseFrozen(accountId);

    /// <summary>Answers, passing on without words, and what is said to few, need less than speaking.</summary>
    public static ActingRights For(PostKind kind, Visibility? visibility = null) =>
        kind is PostKind.Comment or PostKind.Repost || visibility == Visibility.Direct ? ActingRights.Answer : ActingRights.Speak;

    /// <summary>What the audit log calls it.</summary>
    internal static string Act(PostKind kind, string post, string comment) => kind == PostKind.Comment ? comment : post;

    internal static string Subject(long postId) => "post " + postId.ToString(CultureInfo.InvariantCulture);
}
