using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Polls;
using Zhibo.Shared;

namespace Zhibo.Posts.Writing;

/// <summary>Corrects one's own post. The earlier text stays readable in the history, with the reason given.</summary>
public sealed class EditPost(Writer writer, Ids ids, Drafts drafts, TimeProvider clock, ActingSeats seats, PostRights rights)
{
    public sealed record Input(long AuthorId, long PostId, string Text)
    {
        /// <summary>The person who corrects what an office said.</summary>
        public long? ActingUser { get; init; }

        public string? Warning { get; init; }

        public bool Sensitive { get; init; }

        public string? Language { get; init; }

        public string? Reason { get; init; }

        /// <summary>A poll that is sent along may only be the one that stands.</summary>
        public PollDraft.Input? Poll { get; init; }
    }

    public async Task<Post> Run(Input input, CancellationToken ct)
    {
        var voice = await seats.VoiceOf(input.ActingUser, input.AuthorId, ct);
        rights.RefuseFrozen(input.AuthorId);
        var draft = drafts.Read(input.Text, input.Warning, input.Language, imported: false);
        var reason = Shared.Text.InputText.CleanLine(input.Reason, 200);
        if (!reason.Ok) throw new Refusal(RefusalKind.Invalid, Shared.Text.InputText.WordFor(reason.Fault), "reason");
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await writer.Run(turn =>
        {
            var post = turn.Posts.FirstOrDefault(p => p.Id == input.PostId && p.DeletedAt == null);
            if (post is null || post.AuthorId != input.AuthorId) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
            voice.Require(PostRights.For(post.Kind));
            if (post.Kind == PostKind.Repost) throw new Refusal(RefusalKind.Invalid, "posts.nothing_to_edit");
            if (input.Poll is { } poll && !PollDraft.Read(poll).Asks(turn, post.Id)) throw new Refusal(RefusalKind.Invalid, "posts.poll.fixed");
            var sensitive = input.Sensitive || draft.Warning is not null;
            if (post.Text == draft.Text && post.Warning == draft.Warning && post.Sensitive == sensitive) return post;
            var named = turn.Mentions.Where(m => m.PostId == post.Id).Select(m => m.AccountId).ToHashSet();
            Keep(turn, post, reason.Text);
            PostLinks.Remove(turn, post);
            // Its rows must be gone before the new ones with the same keys come.
            turn.SaveChanges();
            (post.Text, post.Warning, post.Sensitive, post.Language) = (draft.Text, draft.Warning, sensitive, draft.Language ?? post.Language);
            (post.EditedAt, post.Version) = (now, post.Version + 1);
            PostLinks.Write(turn, post, draft, ids);
            turn.Raise(new PostEdited(post.Id, post.AuthorId, post.Visibility, [.. draft.Mentions.Select(m => m.AccountId).Distinct().Where(id => !named.Contains(id))]));
            voice.Log(turn, PostRights.Act(post.Kind, "post.edited", "comment.edited"), PostRights.Subject(post.Id), now);
            return post;
        }, ct);
    }

    private static void Keep(Db turn, Post post, string reason) => turn.PostEdits.Add(new PostEdit
    {
        PostId = post.Id,
        Version = post.Version,
        Text = post.Text,
        Warning = post.Warning,
        Sensitive = post.Sensitive,
        WrittenAt = post.EditedAt ?? post.CreatedAt,
        Reason = reason.Length == 0 ? null : reason,
    });
}
