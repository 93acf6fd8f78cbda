using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Posts.Commenting;

/// <summary>Says who may comment: on one post from now on, or on what an account writes from now on.</summary>
public sealed class ChooseCommenters(Writer writer, Ids ids, PostRights rights)
{
    /// <param name="PostId">Null: the account's own rule for new posts.</param>
    public sealed record Input(long AccountId, long? PostId, WhoComments Who)
    {
        /// <summary>The person who decides for an office.</summary>
        public long? ActingUser { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        if (!Enum.IsDefined(input.Who)) throw new Refusal(RefusalKind.Invalid, "posts.no_such_act", "who");
        var voice = await rights.Require(input.AccountId, input.ActingUser, input.PostId is null ? ActingRights.Profile : ActingRights.Speak, ct);
        await writer.Run(turn =>
        {
            if (input.PostId is { } post) OfPost(turn, post, input, voice);
            else OfAccount(turn, input, voice);
        }, ct);
    }

    private void OfPost(Db turn, long id, Input input, Voice voice)
    {
        var post = turn.Posts.FirstOrDefault(p => p.Id == id && p.AuthorId == input.AccountId && p.DeletedAt == null);
        if (post is null or { Kind: PostKind.Comment or PostKind.Repost }) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        if (post.WhoComments == input.Who) return;
        post.WhoComments = input.Who;
        turn.Raise(new PostCounted(post.Id));
        voice.Log(turn, "post.commenters_chosen", PostRights.Subject(post.Id), Ids.TimeOf(ids.Next()));
    }

    private void OfAccount(Db turn, Input input, Voice voice)
    {
        var account = turn.Accounts.First(a => a.Id == input.AccountId);
        if (account.WhoComments == input.Who) return;
        account.WhoComments = input.Who;
        turn.Raise(new CommentDefaultChanged(account.Id));
        voice.Log(turn, "account.commenters_chosen", "account " + account.Handle, Ids.TimeOf(ids.Next()));
    }
}
