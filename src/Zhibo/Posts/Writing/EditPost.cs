using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Posts.Polls;
using Zhibo.Shared;

namespace Zhibo.Posts.Writing;

/// <summary>Corrects one's own post. The earlier text stays readable in the history, with the reason given.</summary>
public sealed class EditPost(Writer writer, PostParts parts, TimeProvider clock, ActingSeats seats, PostRights rights)
{
    public sealed record Input(long AuthorId, long PostId, string Text)
    {
        /// <summary>The person who corrects what an office said.</summary>
        public long? ActingUser { get; init; }

        public string? Warning { get; init; }

        public bool Sensitive { get; init; }

        public string? Language { get; init; }

        public string? Reason { get; init; }

        /// <summary>What shall stand beside the text now, in this order; null leaves what there is.</summary>
        public IReadOnlyList<Attaching>? Media { get; init; }

        /// <summary>A poll that is sent along may only be the one that stands.</summary>
        public PollDraft.Input? Poll { get; init; }
    }

    public async Task<Post> Run(Input input, CancellationToken ct)
    {
        var voice = await seats.VoiceOf(input.ActingUser, input.AuthorId, ct);
        rights.RefuseFrozen(input.AuthorId);
        var draft = parts.Drafts.Read(input.Text, input.Warning, input.Language, imported: false, mayBeEmpty: true, toFew: true);
        var media = input.Media is null ? null : Attachments.Check(input.Media);
        var reason = Shared.Text.InputText.CleanLine(input.Reason, 200);
        if (!reason.Ok) throw new Refusal(RefusalKind.Invalid, Shared.Text.InputText.WordFor(reason.Fault), "reason");
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await writer.Run(turn =>
        {
            var post = turn.Posts.FirstOrDefault(p => p.Id == input.PostId && p.DeletedAt == null);
            if (post is null || post.AuthorId != input.AuthorId) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
            voice.Require(PostRights.For(post.Kind, post.Visibility));
            if (post.Kind == PostKind.Repost) throw new Refusal(RefusalKind.Invalid, "posts.nothing_to_edit");
            if (post.Visibility != Visibility.Direct) parts.Drafts.RequireLength(draft.Text);
            if (input.Poll is { } poll && !PollDraft.Read(poll).Asks(turn, post.Id)) throw new Refusal(RefusalKind.Invalid, "posts.poll.fixed");
            var sensitive = input.Sensitive || draft.Warning is not null;
            var same = post.Text == draft.Text && post.Warning == draft.Warning && post.Sensitive == sensitive;
            var shown = media is null ? null : Changed(turn, post, media, input.ActingUser);
            if (draft.Text.Length == 0 && (shown ?? post.MediaCount) == 0) throw new Refusal(RefusalKind.Invalid, "posts.empty", "text");
            if (same && shown is null) return post;
            var named = turn.Mentions.Where(m => m.PostId == post.Id).Select(m => m.AccountId).ToHashSet();
            Keep(turn, post, reason.Text);
            PostLinks.Remove(turn, post, addressed: false);
            // Its rows must be gone before the new ones with the same keys come.
            turn.SaveChanges();
            (post.Text, post.Warning, post.Sensitive, post.Language) = (draft.Text, draft.Warning, sensitive, draft.Language ?? post.Language);
            (post.EditedAt, post.Version) = (now, post.Version + 1);
            // A correction of a message reaches nobody new.
            var said = post.Visibility == Visibility.Direct ? draft with { Mentions = [.. draft.Mentions.Where(m => named.Contains(m.AccountId))] } : draft;
            PostLinks.Write(turn, post, said, parts.Ids);
            post.MediaCount = shown ?? post.MediaCount;
            turn.Raise(new PostEdited(post.Id, post.AuthorId, post.Visibility, [.. said.Mentions.Select(m => m.AccountId).Distinct().Where(id => !named.Contains(id))]));
            voice.Log(turn, PostRights.Act(post.Kind, "post.edited", "comment.edited"), PostRights.Subject(post.Id), now);
            return post;
        }, ct);
    }

    /// <summary>How many files it shows now; null where they are as they were.</summary>
    private int? Changed(Db turn, Post post, IReadOnlyList<Attaching> wanted, long? actingUser)
    {
        var before = State();
        parts.Attachments.Bind(turn, post.Id, post.AuthorId, actingUser, wanted);
        turn.SaveChanges();
        var after = State();
        return before.SequenceEqual(after) ? null : after.Count;

        List<(long, string, double, double)> State() =>
            [.. turn.MediaFiles.AsNoTracking().Where(m => m.PostId == post.Id).OrderBy(m => m.Position).AsEnumerable().Select(m => (m.Id, m.Alt, m.FocusX, m.FocusY))];
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
