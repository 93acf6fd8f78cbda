using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Posts;
using Zhibo.Posts.Writing;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Desk.Answering;

/// <summary>Answers somebody in the agency's name. Who comes second with the same item is told so, and nothing is said twice.</summary>
public sealed class AnswerItem(Db db, Writer writer, ActingSeats seats, CreatePost create)
{
    public sealed record Input(long AgencyId, long ItemId, long UserId, string Text)
    {
        /// <summary>Narrower than the question, where that is wished.</summary>
        public Visibility? Visibility { get; init; }

        public string? Warning { get; init; }

        public string? Language { get; init; }

        public IReadOnlyList<Attaching> Media { get; init; } = [];
    }

    public async Task<Post> Run(Input input, CancellationToken ct)
    {
        var seat = await seats.Require(input.UserId, input.AgencyId, ActingRights.Answer, ct);
        if (seat.Frozen) throw new Refusal(RefusalKind.Forbidden, "desk.frozen");
        var item = await db.DeskItems.FirstOrDefaultAsync(i => i.Id == input.ItemId && i.AgencyId == input.AgencyId, ct)
            ?? throw new Refusal(RefusalKind.NotFound, "desk.no_item");
        if (item.State == DeskItemState.Answered) throw Second();
        var post = await create.Run(new(input.AgencyId, input.Text)
        {
            CommentOn = item.LatestId,
            Visibility = input.Visibility,
            Warning = input.Warning,
            Language = input.Language,
            Media = input.Media,
            ActingUser = input.UserId,
            IdempotencyKey = $"desk {item.Id} {item.Round}",
        }, ct);
        // The key of the round gave back what a colleague said at this moment.
        if (InputText.Clean(input.Text, Drafts.MostUnits).Text is var said && (string.IsNullOrWhiteSpace(said) ? "" : said) != post.Text) throw Second();
        await writer.Run(turn => Close(turn, input, item.Round, post), ct);
        return post;
    }

    private static Refusal Second() => new(RefusalKind.Conflict, "desk.already_answered");

    private static void Close(Db turn, Input input, int round, Post post)
    {
        var item = turn.DeskItems.AsTracking().FirstOrDefault(i => i.Id == input.ItemId);
        // Its author took it back meanwhile, or has asked again already.
        if (item is null || item.Round != round) return;
        if (item.ClosedBy is { } first && first != input.UserId && item.State == DeskItemState.Answered) throw Second();
        (item.State, item.AnswerId, item.ClosedBy, item.Since) = (DeskItemState.Answered, post.Id, input.UserId, post.CreatedAt);
        turn.Raise(new DeskChanged(item.AgencyId));
    }
}
