using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Posts.Marks;

/// <summary>置顶: sets an own post above the others on the account's page, and back. Both may be asked twice.</summary>
public sealed class PinPost(Writer writer, Ids ids, PostRights rights)
{
    /// <summary>More than this, and nothing stands out.</summary>
    public const int Most = 5;

    public sealed record Input(long AccountId, long PostId, bool Pinned)
    {
        /// <summary>The person who pins on an office's page.</summary>
        public long? ActingUser { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var voice = await rights.Require(input.AccountId, input.ActingUser, ActingRights.Speak, ct);
        await writer.Run(turn =>
        {
            var post = turn.Posts.AsNoTracking().FirstOrDefault(p => p.Id == input.PostId && p.DeletedAt == null);
            if (post is null || post.AuthorId != input.AccountId) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
            var pin = turn.Pins.FirstOrDefault(p => p.AccountId == input.AccountId && p.PostId == post.Id);
            if (pin is null == !input.Pinned) return;
            if (pin is not null) turn.Pins.Remove(pin);
            else Add(turn, post);
            turn.Raise(new PinsChanged(post.AuthorId));
            voice.Log(turn, input.Pinned ? "post.pinned" : "post.unpinned", PostRights.Subject(post.Id), Ids.TimeOf(ids.Next()));
        }, ct);
    }

    private void Add(Db turn, Post post)
    {
        if (post.Kind is not (PostKind.Original or PostKind.Quote) || post.Visibility > Visibility.Unlisted) throw new Refusal(RefusalKind.Invalid, "posts.pin.not_this");
        if (turn.Pins.Count(p => p.AccountId == post.AuthorId) >= Most) throw new Refusal(RefusalKind.Invalid, "posts.pin.too_many", null, Most);
        turn.Pins.Add(new Pin { Id = ids.Next(), AccountId = post.AuthorId, PostId = post.Id });
    }
}
