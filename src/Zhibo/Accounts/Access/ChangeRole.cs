using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Makes somebody an administrator of halls or an operator, or an ordinary citizen again. Operators alone do it, and
/// nobody to themselves: so there is always one left.</summary>
public sealed class ChangeRole(Db db, Writer writer, TimeProvider clock)
{
    public sealed record Input(string Handle, UserRole Role)
    {
        /// <summary>Null is the command line.</summary>
        public long? ByUser { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        if (!Enum.IsDefined(input.Role)) throw new Refusal(RefusalKind.Invalid, "accounts.no_such_role", "role");
        var login = await db.RequireLogin(input.Handle, ct);
        await writer.Run(turn =>
        {
            turn.RequireOperator(input.ByUser);
            if (login.User.Id == input.ByUser) throw new Refusal(RefusalKind.Conflict, "accounts.not_oneself");
            var user = turn.Users.Find(login.User.Id)!;
            if (user.Role == input.Role) return;
            turn.Audit(new("role.changed", input.ByUser) { Subject = $"user {user.Id}", Detail = $"{user.Role} → {input.Role}" }, clock.GetUtcNow());
            user.Role = input.Role;
            turn.Raise(new CredentialsChanged(user.Id));
        }, ct);
    }
}
