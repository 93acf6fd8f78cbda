using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

/// <summary>Opens a login that was shut or is locked.</summary>
public sealed class EnableUser(Db db, Writer writer, TimeProvider clock)
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
            if (user.Status == UserStatus.Disabled) user.Status = UserStatus.Active;
            SignInGate.Open(user);
            turn.Audit(new("user.enabled", input.ByUser) { Subject = $"user {user.Id}" }, clock.GetUtcNow());
            turn.Raise(new CredentialsChanged(user.Id));
        }, ct);
    }
}
