using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>An official's account speaks for a post: when the post is over nobody signs in to it, until there is a new one.</summary>
public static class FormerOfficials
{
    /// <summary>Inside a turn: browsers and programs of the official are out at once.</summary>
    public static void ShutOut(Db turn, long accountId)
    {
        if (turn.Users.Where(u => u.AccountId == accountId).Select(u => (long?)u.Id).FirstOrDefault() is { } user)
            EndOtherSessions.End(turn, user, keep: null, tokens: true);
    }

    /// <summary>Inside a turn, once the password was right: strangers learn nothing.</summary>
    internal static void Refuse(Db turn, User user)
    {
        if (turn.Accounts.Find(user.AccountId) is { Kind: AccountKind.Official, FrozenAt: not null }) throw new Refusal(RefusalKind.Forbidden, "accounts.post_over");
    }
}
