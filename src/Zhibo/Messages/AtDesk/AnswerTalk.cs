using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Desk;
using Zhibo.Media;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Messages.AtDesk;

/// <summary>Answers in the office's name. Who comes second is told so, and nothing is said twice.</summary>
internal sealed class AnswerTalk(Db db, ActingSeats seats, SendMessage send)
{
    /// <param name="Seen">The newest message that stood above the box.</param>
    public sealed record Input(long OfficeId, long ConversationId, long UserId, string Text, long Seen)
    {
        public IReadOnlyList<Attaching> Media { get; init; } = [];
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        await seats.Require(input.UserId, input.OfficeId, ActingRights.Answer, ct);
        var parties = await db.ConversationParties.Where(p => p.ConversationId == input.ConversationId).Select(p => p.AccountId).ToListAsync(ct);
        if (!parties.Remove(input.OfficeId)) throw new Refusal(RefusalKind.NotFound, "desk.no_item");
        if (await db.Messages.AnyAsync(m => m.ConversationId == input.ConversationId && m.PostId > input.Seen && m.AuthorId == input.OfficeId && !m.Automatic, ct)) throw Second();
        var post = await send.Run(new(input.OfficeId, parties, input.Text)
        {
            ActingUser = input.UserId,
            Media = input.Media,
            IdempotencyKey = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"desk message {input.ConversationId} {input.Seen}"),
        }, ct);
        // The key gave back what a colleague said at this moment.
        if (InputText.Clean(input.Text, Posts.Writing.Drafts.MostUnits).Text != post.Text) throw Second();
    }

    private static Refusal Second() => new(RefusalKind.Conflict, "desk.already_answered");
}
