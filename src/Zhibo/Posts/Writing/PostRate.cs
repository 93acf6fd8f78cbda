using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Posts.Writing;

/// <summary>How often one account may write, comment and pass on: fair to a busy office, too little for a machine, and never
/// while it is frozen.</summary>
public sealed class PostRate(Limits limits, Settings settings, FrozenAccounts frozen)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public void Take(long accountId)
    {
        RefuseFrozen(accountId);
        limits.Take("post", accountId.ToString(CultureInfo.InvariantCulture), settings.Limits.PostsPerHour, Hour);
    }

    public void RefuseFrozen(long accountId)
    {
        if (frozen.Holds(accountId)) throw new Refusal(RefusalKind.Forbidden, "accounts.frozen");
    }
}
