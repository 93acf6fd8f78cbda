using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

internal sealed class StopTotp(Writer writer, ConfirmPassword confirm)
{
    public sealed record Input(Caller Caller, string Password);

    public async Task Run(Input input, CancellationToken ct)
    {
        var seen = await confirm.Run(input.Caller, input.Password, ct);
        await writer.Run(db => Clear(db, db.Users.Find(seen.Id)!), ct);
    }

    /// <summary>Inside a turn.</summary>
    public static void Clear(Db db, User user)
    {
        (user.TotpSecret, user.TotpSince, user.TotpLastStep) = (null, null, 0);
        db.RecoveryCodes.Where(c => c.UserId == user.Id).ExecuteDelete();
    }
}
