using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Posts.Writing;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Commenting;

/// <summary>Lets a held comment be seen, or refuses it with a reason that its author reads; or takes one's own back.</summary>
public sealed class DecideComment(Db db, Writer writer, Ids ids, CreatePost create, ActingSeats seats)
{
    public const int LongestReason = 100;

    public enum Act
    {
        Release,
        Refuse,

        /// <summary>By the one who wrote it.</summary>
        Withdraw,
    }

    public sealed record Input(Caller Caller, long HeldId, Act Act, string? Reason = null);

    public async Task<HeldComment> Run(Input input, CancellationToken ct)
    {
        var held = await db.HeldComments.FirstOrDefaultAsync(h => h.Id == input.HeldId, ct) ?? throw Gone();
        if (input.Act == Act.Withdraw) await Withdraw(held, input.Caller, ct);
        else if (input.Act == Act.Refuse) await Refuse(held, await By(held, input.Caller, ct), input.Reason, ct);
        else await Release(held, await By(held, input.Caller, ct), ct);
        return held;
    }

    /// <summary>To those who have no say in it, it does not exist.</summary>
    private async Task<Voice> By(HeldComment held, Caller caller, CancellationToken ct)
    {
        if (held.ReviewerId == caller.AccountId && caller.Seat is null) return Voice.Own(held.ReviewerId);
        var seat = await seats.At(caller.UserId, held.ReviewerId, ct) ?? throw Gone();
        var voice = new Voice(held.ReviewerId, caller.UserId, seat);
        voice.Require(ActingRights.Review);
        return voice;
    }

    private Task Release(HeldComment held, Voice by, CancellationToken ct) => create.Run(new(held.AuthorId, held.Text)
    {
        Visibility = held.Visibility,
        Warning = held.Warning,
        Sensitive = held.Sensitive,
        Language = held.Language,
        CommentOn = held.ParentId,
        Released = new(held.Id, held.ReviewerId, by),
    }, ct);

    private async Task Refuse(HeldComment held, Voice by, string? typed, CancellationToken ct)
    {
        var reason = InputText.CleanLine(typed, LongestReason);
        if (!reason.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(reason.Fault), "reason", LongestReason);
        await writer.Run(turn =>
        {
            var row = turn.HeldComments.FirstOrDefault(h => h.Id == held.Id && h.RefusedAt == null) ?? throw Gone();
            var now = Ids.TimeOf(ids.Next());
            (row.RefusedAt, row.Reason) = (now, reason.Text);
            turn.Raise(new HeldCommentsChanged(row.ReviewerId));
            turn.Raise(new CommentRefused(row.AuthorId, row.ReviewerId, row.RootId));
            by.Log(turn, "comment.refused", PostRights.Subject(row.RootId), now);
        }, ct);
    }

    private async Task Withdraw(HeldComment held, Caller caller, CancellationToken ct)
    {
        if (held.AuthorId != caller.AccountId && await seats.At(caller.UserId, held.AuthorId, ct) is null) throw Gone();
        await writer.Run(turn =>
        {
            turn.HeldComments.Where(h => h.Id == held.Id).ExecuteDelete();
            Attachments.FreeAll(turn, held.Id, Ids.TimeOf(ids.Next()));
            turn.Raise(new HeldCommentsChanged(held.ReviewerId));
        }, ct);
    }

    private static Refusal Gone() => new(RefusalKind.NotFound, "posts.held.gone");
}
