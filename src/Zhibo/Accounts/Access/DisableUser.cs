using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Shuts a login; the public account and what it said stay. Sessions and tokens end at once.</summary>
public sealed class DisableUser(Db db, Writer writer, TimeProvider clock)
{
    public sealed record Input(string Handle)
    {
        /// <summary>The administrator who does it; null is the command line.</summary>
        public long? ByUser { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var login = await db.RequireLogin(input.Handle, ct);
        await writer.Run(turn =>
        {
            var user = turn.Users.Find(login.User.Id)!;
            turn.RequireOver(input.ByUser, user);
            if (user.Id == input.ByUser) throw new Refusal(RefusalKind.Conflict, "accounts.not_oneself");
            if (user.Status == UserStatus.AwaitingApproval) throw new Refusal(RefusalKind.Conflict, "accounts.awaiting_approval");
            user.Status = UserStatus.Disabled;
            turn.Audit(new("user.disabled", input.ByUser) { Subject = $"user {user.Id}" }, clock.GetUtcNow());
            EndOtherSessions.End(turn, user.Id, keep: null, tokens: true);
        }, ct);
    }
}
