using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Messages.Reports;

/// <summary>Says what became of a report. What is done about a person is done where people are administered.</summary>
public sealed class DecideReport(Writer writer, TimeProvider clock)
{
    public const int LongestNote = 200;

    public sealed record Input(long UserId, long ReportId, bool Upheld, string Note);

    public async Task Run(Input input, CancellationToken ct)
    {
        var note = InputText.CleanLine(input.Note, LongestNote);
        if (!note.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(note.Fault), "note", LongestNote);
        await writer.Run(turn =>
        {
            turn.RequireAdmin(input.UserId);
            var report = turn.MessageReports.AsTracking().FirstOrDefault(r => r.Id == input.ReportId) ?? throw new Refusal(RefusalKind.NotFound, "messages.report.none");
            if (report.State != ReportState.Open) throw new Refusal(RefusalKind.Conflict, "messages.report.decided");
            (report.State, report.DecidedBy, report.DecidedAt, report.Note) = (input.Upheld ? ReportState.Upheld : ReportState.Dismissed, input.UserId, clock.GetUtcNow(), note.Text);
            // What was said in private and broke no rule is nobody's business any more.
            if (!input.Upheld)
            {
                report.Text = "";
                Attachments.FreeAll(turn, report.Id, clock.GetUtcNow());
            }
            turn.Audit(new(input.Upheld ? "report.upheld" : "report.dismissed", input.UserId) { Subject = $"report {report.Id}", Detail = note.Text }, clock.GetUtcNow());
        }, ct);
    }
}
