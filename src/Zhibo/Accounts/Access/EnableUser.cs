using Zhibo.Data;

namespace Zhibo.Accounts.Access;

/// <summary>Opens a login that was shut or is locked.</summary>
public sealed class EnableUser(Db db, Writer writer)
{
    public sealed record Input(string Handle);

    public async Task Run(Input input, CancellationToken ct)
    {
        var login = await db.RequireLogin(input.Handle, ct);
        await writer.Run(turn =>
        {
            var user = turn.Users.Find(login.User.Id)!;
            if (user.Status == UserStatus.Disabled) user.Status = UserStatus.Active;
            SignInGate.Open(user);
            turn.Raise(new CredentialsChanged(user.Id));
        }, ct);
    }
}
