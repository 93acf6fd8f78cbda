using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Mail;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Access;

/// <summary>Registration: open, with approval, or closed.</summary>
internal sealed class SignUp(Writer writer, SignUpGate gate, Passwords passwords, ConfirmLetters letters, NewSession sessions, Ids ids)
{
    public const int LongestReason = 500;

    public sealed record Input(string Handle, string Nickname, string Password, string Email, string Reason, string Language, Browser Browser);

    /// <param name="Secret">Of the session just opened; null where the account waits for approval.</param>
    public sealed record Outcome(string? Secret, bool MailSent);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        gate.Require();
        var (handle, nickname) = (NameClaims.Handle(input.Handle, byOperator: false), NameClaims.Nickname(input.Nickname, byOperator: false));
        PasswordRules.Require(input.Password, handle, nickname);
        var email = letters.Read(input.Email);
        var reason = gate.NeedsApproval ? Reason(input.Reason) : null;
        var outcome = new Outcome(gate.NeedsApproval ? null : TokenHash.NewSecret(), email is not null);
        await gate.Within(input.Browser, async () =>
        {
            var hash = await passwords.Hash(input.Password, ct);
            var userId = ids.Next();
            var letter = email is null ? null : letters.Write(userId, input.Language, nickname, email);
            await writer.Run(db =>
            {
                var account = OpenAccount.New(db, ids.Next(), handle, nickname);
                db.Users.Add(new User
                {
                    Id = userId,
                    AccountId = account.Id,
                    PasswordHash = hash,
                    Language = input.Language,
                    Reason = reason,
                    Status = outcome.Secret is null ? UserStatus.AwaitingApproval : UserStatus.Active,
                });
                if (letter is not null) Mailbox.Queue(db, letter);
                if (outcome.Secret is null) return;
                sessions.Open(db, userId, outcome.Secret, input.Browser);
                db.Raise(new AccountOpened(account.Id));
            }, ct);
        });
        return outcome;
    }

    private static string Reason(string typed)
    {
        var clean = InputText.Clean(typed, LongestReason);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "reason", LongestReason);
        return clean.Text.Trim().Length >= 2 ? clean.Text : throw new Refusal(RefusalKind.Invalid, "accounts.reason_missing", "reason");
    }
}
