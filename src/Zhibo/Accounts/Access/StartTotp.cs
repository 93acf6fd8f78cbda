using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Puts a secret by that takes force with the first right code.</summary>
internal sealed class StartTotp(Db db, Writer writer, TotpSecrets secrets)
{
    public sealed record Input(Caller Caller);

    /// <summary>The secret to show; the same one until it is in force.</summary>
    public async Task<byte[]> Run(Input input, CancellationToken ct)
    {
        var seen = await db.Users.FindAsync([input.Caller.UserId], ct);
        if (seen is { TotpSince: null, TotpSecret: { } pending }) return secrets.Open(pending);
        var fresh = secrets.New();
        await writer.Run(turn =>
        {
            var user = turn.Users.Find(input.Caller.UserId)!;
            if (user.TotpSince is not null) throw new Refusal(RefusalKind.Conflict, "accounts.totp_on_already");
            user.TotpSecret = fresh;
        }, ct);
        return secrets.Open(fresh);
    }
}
