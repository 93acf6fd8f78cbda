using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>The first right code puts the second step in force.</summary>
internal sealed class ConfirmTotp(Db db, Writer writer, SignInGate gate, TotpSecrets secrets, Ids ids, TimeProvider clock)
{
    public sealed record Input(Caller Caller, string Code);

    /// <summary>Ten recovery codes, shown once.</summary>
    public async Task<string[]> Run(Input input, CancellationToken ct)
    {
        gate.Confirm(input.Caller.UserId);
        var seen = await db.Users.FindAsync([input.Caller.UserId], ct);
        if (seen?.TotpSecret is not { } kept) throw new Refusal(RefusalKind.Conflict, "accounts.totp_not_started");
        var secret = secrets.Open(kept);
        var codes = RecoveryCodes.New();
        await writer.Run(turn =>
        {
            var user = turn.Users.Find(seen.Id)!;
            if (user.TotpSince is not null || user.TotpSecret != kept) throw new Refusal(RefusalKind.Conflict, "accounts.totp_on_already");
            var typed = string.Concat(input.Code.Where(c => !char.IsWhiteSpace(c)));
            user.TotpLastStep = secrets.Match(secret, typed, user.TotpLastStep) ?? throw EnterCode.Wrong();
            user.TotpSince = clock.GetUtcNow();
            RecoveryCodes.Replace(turn, ids, user.Id, codes);
        }, ct);
        return codes;
    }
}
