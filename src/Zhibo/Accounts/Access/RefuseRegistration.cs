using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Mail;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Access;

/// <summary>The account was never seen by anybody: it goes, and its names are free again.</summary>
public sealed class RefuseRegistration(Db db, Writer writer, AccountMail mail, TimeProvider clock)
{
    private const int LongestReason = 500;

    public sealed record Input(string Handle)
    {
        /// <summary>The administrator who does it; null is the command line.</summary>
        public long? ByUser { get; init; }

        /// <summary>Told to the person by mail, where there is mail; empty says nothing.</summary>
        public string Reason { get; init; } = "";
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var reason = InputText.Clean(input.Reason, LongestReason);
        if (!reason.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(reason.Fault), "reason", LongestReason);
        var (seen, account) = await db.RequireLogin(input.Handle, ct);
        var letter = seen.Email is { } email && mail.Works ? mail.Refused(seen.Language, email, account.Nickname, reason.Text) : null;
        await writer.Run(turn =>
        {
            turn.RequireAdmin(input.ByUser);
            if (turn.Users.Where(u => u.Id == seen.Id && u.Status == UserStatus.AwaitingApproval).ExecuteDelete() == 0)
                throw new Refusal(RefusalKind.Conflict, "accounts.not_waiting");
            turn.Accounts.Where(a => a.Id == account.Id).ExecuteDelete();
            turn.Audit(new("registration.refused", input.ByUser) { Subject = $"user {seen.Id}", Detail = account.Handle }, clock.GetUtcNow());
            if (letter is not null) Mailbox.Queue(turn, letter);
        }, ct);
    }
}
