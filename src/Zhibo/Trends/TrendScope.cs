using Zhibo.Accounts;
using Zhibo.Halls;
using Zhibo.Halls.Members;

namespace Zhibo.Trends;

/// <summary>Whose voices count at a hall: at the main hall everybody's, elsewhere those of its agencies; of frozen accounts none.</summary>
internal sealed class TrendScope(HallBook halls, HallMembers members, FrozenAccounts frozen)
{
    public HallEntry? Main => halls.Now.Main;

    /// <summary>Null: everybody.</summary>
    public Membership? Members(HallEntry? hall) => hall is null || hall.Hall.IsMain ? null : members.Of(hall);

    public Func<long, bool> Counts(HallEntry? hall) => Members(hall) is { } some ? account => some.Holds(account) && !frozen.Holds(account) : account => !frozen.Holds(account);
}
