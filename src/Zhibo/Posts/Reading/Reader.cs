using Zhibo.Posts.Filters;
using Zhibo.Posts.Timelines;

namespace Zhibo.Posts.Reading;

/// <summary>Who reads, with everything needed to decide in memory what they may see and which buttons are pressed.
/// Dropped and read anew when one of their relations, likes or reposts changes.</summary>
public sealed class Reader
{
    /// <summary>Someone who has not signed in.</summary>
    public static readonly Reader Stranger = new();

    public long AccountId { get; }

    public bool IsStranger => AccountId == 0;

    /// <summary>Of those whose posts stand at home: slots of the author index, sorted, own slot included.</summary>
    internal int[] FollowedSlots { get; init; } = [];

    internal HashSet<long> Followed { get; init; } = [];

    /// <summary>Blocked by me or blocking me: neither sees the other.</summary>
    internal HashSet<long> Blocked { get; init; } = [];

    /// <summary>Muted until then (never ends: MaxValue).</summary>
    internal Dictionary<long, DateTimeOffset> Muted { get; init; } = [];

    internal HashSet<long> Liked { get; init; } = [];

    internal HashSet<long> Reposted { get; init; } = [];

    internal ReaderMarks Marks { get; init; } = ReaderMarks.None;

    internal FirstPage? FirstPage { get; set; }

    /// <summary>Where this reader pages through the past; goes with the reader when whom they follow changes.</summary>
    internal OlderPages? OlderPages { get; set; }

    /// <summary>Some of what they follow may be left out of a page.</summary>
    internal bool LeavesOut => Blocked.Count > 0 || Muted.Count > 0 || Marks.Filters is { LeavesOut: true };

    private readonly TimeProvider _clock;

    private Reader() => _clock = TimeProvider.System;

    internal Reader(long accountId, TimeProvider clock) => (AccountId, _clock) = (accountId, clock);

    public bool Follows(long accountId) => Followed.Contains(accountId);

    /// <summary>Whose posts stand at home: those followed, but not what a list takes away.</summary>
    public bool HasAtHome(long accountId) => Followed.Contains(accountId) && !Marks.Elsewhere.Contains(accountId);

    public bool HasLiked(long postId) => Liked.Contains(postId);

    public bool HasReposted(long postId) => Reposted.Contains(postId);

    public bool HasBookmarked(long postId) => Marks.Bookmarked.Contains(postId);

    /// <summary>Of own posts alone.</summary>
    public bool HasPinned(long postId) => Marks.Pinned.Contains(postId);

    /// <summary>A bit for each place that the reader ticked; null when they did not vote.</summary>
    public int? VoteIn(long pollId) => Marks.Ballots.TryGetValue(pollId, out var choices) ? choices : null;

    /// <summary>The filters that a post of somebody else meets, wherever they hold.</summary>
    public IReadOnlyList<(ReaderFilter Filter, IReadOnlyList<string> Found)> Met(Sight post) =>
        Marks.Filters is { } filters && !IsOwn(post) ? filters.Meet(post, Now) : [];

    /// <summary>Left out at this place by the reader's own wish.</summary>
    public bool Hides(Sight post, FilterPlaces place) => Marks.Filters is { } filters && !IsOwn(post) && filters.Hide(post, place, Now);

    /// <summary>The words behind which it is folded at this place; null where it is not.</summary>
    public string? Folds(Sight post, FilterPlaces place) => Marks.Filters is { } filters && !IsOwn(post) ? filters.Fold(post, place, Now) : null;

    private bool IsOwn(Sight post) => post.AuthorId == AccountId || post.SubjectAuthorId == AccountId;

    /// <summary>By the clock of the site.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    public bool BlocksOrIsBlockedBy(long accountId) => Blocked.Contains(accountId);

    public bool Mutes(long accountId) =>
        Muted.Count > 0 && Muted.TryGetValue(accountId, out var until) && until > _clock.GetUtcNow();

    /// <summary>May this reader see the post at its own address?</summary>
    public bool CanSee(Sight post)
    {
        if (post.AuthorId == AccountId) return true;
        if (Blocked.Count > 0 && (Blocked.Contains(post.AuthorId) || Blocked.Contains(post.SubjectAuthorId))) return false;
        return Allows(post.Visibility, post.AuthorId, post.Named) &&
               (post.SubjectId == post.PostId || Allows(post.SubjectVisibility, post.SubjectAuthorId, post.Named));
    }

    /// <summary>Would this reader want it in a stream? Muted people are left out there, also behind reposts.</summary>
    public bool Wants(Sight post) =>
        !post.Deleted && CanSee(post) &&
        (Muted.Count == 0 || !(Mutes(post.AuthorId) || Mutes(post.SubjectAuthorId) || (post.OriginalAuthorId is { } original && Mutes(original)))) &&
        (Blocked.Count == 0 || post.OriginalAuthorId is not { } quoted || !Blocked.Contains(quoted));

    private bool Allows(Visibility visibility, long author, long[] named) => visibility switch
    {
        Visibility.Public or Visibility.Unlisted => true,
        Visibility.Followers => Followed.Contains(author) || author == AccountId || Array.IndexOf(named, AccountId) >= 0,
        Visibility.Direct => author == AccountId || (!IsStranger && Array.IndexOf(named, AccountId) >= 0),
        _ => false,
    };
}
