using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Who may act on other people's logins. Asked inside the turn: a role that was taken away a moment ago does not act.</summary>
public static class AdminRights
{
    /// <summary>Null is the command line of whoever runs the machine.</summary>
    public static void RequireAdmin(this Db turn, long? byUser)
    {
        if (byUser is { } id && RoleOf(turn, id) is not (UserRole.HallAdmin or UserRole.Operator)) throw new Refusal(RefusalKind.Forbidden, "accounts.admins_only");
    }

    public static void RequireOperator(this Db turn, long? byUser)
    {
        if (byUser is { } id && RoleOf(turn, id) is not UserRole.Operator) throw new Refusal(RefusalKind.Forbidden, "accounts.operators_only");
    }

    /// <summary>Those who administer are touched by operators alone.</summary>
    public static void RequireOver(this Db turn, long? byUser, User other)
    {
        turn.RequireAdmin(byUser);
        if (other.Role != UserRole.Citizen) turn.RequireOperator(byUser);
    }

    private static UserRole? RoleOf(Db turn, long id) =>
        turn.Users.Where(u => u.Id == id && u.Status == UserStatus.Active).Select(u => (UserRole?)u.Role).FirstOrDefault();
}
