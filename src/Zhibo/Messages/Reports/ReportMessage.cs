using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Messages.Reports;

/// <summary>Puts a message that somebody received before the administrators. Reporting twice is reporting once.</summary>
public sealed class ReportMessage(Writer writer, Ids ids)
{
    public const int LongestReason = 300;

    public sealed record Input(long AccountId, long ConversationId, long PostId, string Reason);

    public async Task Run(Input input, CancellationToken ct)
    {
        var reason = InputText.CleanLine(input.Reason, LongestReason);
        if (!reason.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(reason.Fault), "reason", LongestReason);
        if (reason.Text.Length < 2) throw new Refusal(RefusalKind.Invalid, "messages.report.no_reason", "reason");
        await writer.Run(turn =>
        {
            turn.Party(input.ConversationId, input.AccountId);
            var message = turn.Messages.FirstOrDefault(m => m.PostId == input.PostId && m.ConversationId == input.ConversationId && m.AuthorId != input.AccountId);
            var post = message is null ? null : turn.Posts.AsNoTracking().FirstOrDefault(p => p.Id == input.PostId && p.DeletedAt == null);
            if (post is null) throw new Refusal(RefusalKind.NotFound, "messages.none");
            if (turn.MessageReports.Any(r => r.PostId == post.Id && r.ReporterId == input.AccountId)) return;
            var id = ids.Next();
            Attachments.Keep(turn, post.Id, id, ids);
            turn.MessageReports.Add(new MessageReport
            {
                Id = id,
                PostId = post.Id,
                AuthorId = post.AuthorId,
                ReporterId = input.AccountId,
                Reason = reason.Text,
                Text = post.Text,
            });
        }, ct);
    }
}
