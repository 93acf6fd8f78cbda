using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Mail;

namespace Zhibo.Accounts.Access;

/// <summary>From here on the account can be seen, mentioned and followed.</summary>
public sealed class ApproveRegistration(Db db, Writer writer, AccountMail mail, TimeProvider clock)
{
    public sealed record Input(string Handle)
    {
        /// <summary>The administrator who does it; null is the command line.</summary>
        public long? ByUser { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var (seen, account) = await db.RequireLogin(input.Handle, ct);
        var letter = seen.Email is { } email && mail.Works ? mail.Approved(seen.Language, email, account.Nickname) : null;
        await writer.Run(turn =>
        {
            turn.RequireAdmin(input.ByUser);
            var user = turn.Users.Find(seen.Id);
            if (user is not { Status: UserStatus.AwaitingApproval }) throw new Refusal(RefusalKind.Conflict, "accounts.not_waiting");
            user.Status = UserStatus.Active;
            if (letter is not null) Mailbox.Queue(turn, letter);
            turn.Audit(new("registration.approved", input.ByUser) { Subject = $"user {user.Id}" }, clock.GetUtcNow());
            turn.Raise(new AccountOpened(account.Id));
        }, ct);
    }
}
