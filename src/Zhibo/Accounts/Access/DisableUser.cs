using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Shuts a login; the public account and what it said stay. Sessions and tokens end at once.</summary>
public sealed class DisableUser(Db db, Writer writer)
{
    public sealed record Input(string Handle);

    public async Task Run(Input input, CancellationToken ct)
    {
        var login = await db.RequireLogin(input.Handle, ct);
        await writer.Run(turn =>
        {
            var user = turn.Users.Find(login.User.Id)!;
            if (user.Status == UserStatus.AwaitingApproval) throw new Refusal(RefusalKind.Conflict, "accounts.awaiting_approval");
            user.Status = UserStatus.Disabled;
            EndOtherSessions.End(turn, user.Id, keep: null, tokens: true);
        }, ct);
    }
}
