using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Second step: a code of the phone app, or a recovery code.</summary>
internal sealed class EnterCode(Db db, Writer writer, SignInGate gate, SecondStep secondStep, TotpSecrets secrets, NewSession sessions)
{
    public sealed record Input(string Step, string Code, Browser Browser);

    /// <summary>The secret of the new session.</summary>
    public async Task<string> Run(Input input, CancellationToken ct)
    {
        var userId = secondStep.UserOf(input.Step) ?? throw Over();
        gate.Confirm(userId);
        var seen = await db.Users.FindAsync([userId], ct) ?? throw Over();
        if (!secondStep.Fits(input.Step, seen)) throw Over();
        var typed = string.Concat(input.Code.Where(c => !char.IsWhiteSpace(c)));
        // Unsealed here, not in the turn.
        var secret = seen.TotpSecret is { } kept && typed.Length == 6 ? secrets.Open(kept) : null;
        var session = TokenHash.NewSecret();
        var entered = await writer.Run(turn => Enter(turn, seen, typed, secret) is { } user && Open(turn, user, session, input.Browser), ct);
        if (entered) return session;
        gate.Failed(userId);
        throw Wrong();
    }

    internal static Refusal Wrong() => new(RefusalKind.Invalid, "accounts.code_wrong", "code");

    private static Refusal Over() => new(RefusalKind.SignInNeeded, "accounts.step_over");

    private User? Enter(Db turn, User seen, string typed, byte[]? secret)
    {
        var user = turn.Users.Find(seen.Id);
        if (user is null || user.Status != UserStatus.Active || user.PasswordHash != seen.PasswordHash || secondStep.IsLocked(user)) return null;
        if (secret is null) return RecoveryCodes.Use(turn, user.Id, typed) ? user : null;
        // The last step is read in the turn: of two requests with one code, one gets in.
        if (user.TotpSecret != seen.TotpSecret || secrets.Match(secret, typed, user.TotpLastStep) is not { } step) return null;
        user.TotpLastStep = step;
        return user;
    }

    private bool Open(Db turn, User user, string secret, Browser browser)
    {
        FormerOfficials.Refuse(turn, user);
        SignInGate.Open(user);
        sessions.Open(turn, user.Id, secret, browser);
        return true;
    }
}
