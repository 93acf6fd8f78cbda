using Microsoft.AspNetCore.Identity;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>First step: name and password. Whatever is wrong, the answer and the work are the same.</summary>
internal sealed class SignIn(Db db, Writer writer, Passwords passwords, SignInGate gate, SecondStep secondStep, NewSession sessions)
{
    public sealed record Input(string Name, string Password, Browser Browser);

    /// <summary>Either the secret of a new session, or the pass to the second step.</summary>
    public sealed record Outcome(string? Secret, string? Step);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        gate.Enter(input.Name, input.Browser);
        var login = await db.FindLogin(input.Name, ct);
        var verdict = input.Password.Length > PasswordRules.Longest
            ? PasswordVerificationResult.Failed
            : await passwords.Verify(login?.User.PasswordHash, input.Password, ct);
        if (login is null || verdict == PasswordVerificationResult.Failed)
        {
            if (login is not null) gate.Failed(login.User.Id);
            throw Wrong();
        }
        var better = verdict == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.Hash(input.Password, ct) : null;
        var outcome = await Enter(login.User, better, input.Browser, ct);
        gate.Passed(input.Name, input.Browser);
        return outcome;
    }

    internal static Refusal Wrong() => new(RefusalKind.Invalid, "accounts.sign_in_wrong", "password");

    private async Task<Outcome> Enter(User seen, string? better, Browser browser, CancellationToken ct)
    {
        var secret = TokenHash.NewSecret();
        var step = secondStep.Issue(seen);
        return await writer.Run(db =>
        {
            var user = db.Users.Find(seen.Id);
            // Locked or changed while the hash was computed.
            if (user is null || user.PasswordHash != seen.PasswordHash || secondStep.IsLocked(user)) throw Wrong();
            if (user.Status == UserStatus.AwaitingApproval) throw new Refusal(RefusalKind.Forbidden, "accounts.awaiting_approval");
            if (user.Status != UserStatus.Active) throw new Refusal(RefusalKind.Forbidden, "accounts.disabled");
            FormerOfficials.Refuse(db, user);
            if (user.TotpSince is not null) return new Outcome(null, step);
            if (better is not null) user.PasswordHash = better;
            SignInGate.Open(user);
            sessions.Open(db, user.Id, secret, browser);
            return new Outcome(secret, null);
        }, ct);
    }
}
