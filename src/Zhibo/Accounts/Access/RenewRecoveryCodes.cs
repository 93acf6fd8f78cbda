using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Ten new codes; the old ones are void.</summary>
internal sealed class RenewRecoveryCodes(Writer writer, ConfirmPassword confirm, Ids ids)
{
    public sealed record Input(Caller Caller, string Password);

    public async Task<string[]> Run(Input input, CancellationToken ct)
    {
        var seen = await confirm.Run(input.Caller, input.Password, ct);
        if (seen.TotpSince is null) throw new Refusal(RefusalKind.Conflict, "accounts.totp_not_started");
        var codes = RecoveryCodes.New();
        await writer.Run(db => RecoveryCodes.Replace(db, ids, seen.Id, codes), ct);
        return codes;
    }
}
