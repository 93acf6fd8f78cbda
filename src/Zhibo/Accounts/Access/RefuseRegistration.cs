using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Mail;

namespace Zhibo.Accounts.Access;

/// <summary>The account was never seen by anybody: it goes, and its names are free again.</summary>
public sealed class RefuseRegistration(Db db, Writer writer, AccountMail mail)
{
    public sealed record Input(string Handle);

    public async Task Run(Input input, CancellationToken ct)
    {
        var (seen, account) = await db.RequireLogin(input.Handle, ct);
        var letter = seen.Email is { } email && mail.Works ? mail.Refused(seen.Language, email, account.Nickname) : null;
        await writer.Run(turn =>
        {
            if (turn.Users.Where(u => u.Id == seen.Id && u.Status == UserStatus.AwaitingApproval).ExecuteDelete() == 0)
                throw new Refusal(RefusalKind.Conflict, "accounts.not_waiting");
            turn.Accounts.Where(a => a.Id == account.Id).ExecuteDelete();
            if (letter is not null) Mailbox.Queue(turn, letter);
        }, ct);
    }
}
