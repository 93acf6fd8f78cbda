using System.Collections.Frozen;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>What can be done to an agency.</summary>
public enum AgencyAct
{
    /// <summary>Entered from a list, with an invitation.</summary>
    Invite = 0,

    /// <summary>Its parent, or the site, vouches for it.</summary>
    Vouch = 1,

    /// <summary>The first of its people took a seat.</summary>
    TakeUp = 2,

    /// <summary>Nobody vouches for it any longer.</summary>
    Revoke = 3,

    Freeze = 4,

    Thaw = 5,

    Close = 6,

    Rename = 7,

    /// <summary>Placed under another parent, in another region or line.</summary>
    Transfer = 8,

    /// <summary>The day came on which the voucher's word ends.</summary>
    Expire = 9,
}

/// <summary>What a living agency's state rests on.</summary>
/// <param name="Vouched">Somebody's word for it holds today.</param>
/// <param name="Staffed">Somebody has a seat.</param>
public readonly record struct Standing(bool Vouched, bool Staffed)
{
    public AgencyState State => !Vouched ? AgencyState.Invited : Staffed ? AgencyState.Active : AgencyState.Verified;
}

/// <summary>The life of an agency as one table. Nothing is deleted: closed is the end.</summary>
public static class AgencyMoves
{
    private static readonly FrozenDictionary<(AgencyState, AgencyAct), AgencyState> Table = new Dictionary<(AgencyState, AgencyAct), AgencyState>
    {
        [(AgencyState.Invited, AgencyAct.Vouch)] = AgencyState.Verified,
        [(AgencyState.Invited, AgencyAct.TakeUp)] = AgencyState.Invited,
        [(AgencyState.Verified, AgencyAct.TakeUp)] = AgencyState.Active,
        [(AgencyState.Verified, AgencyAct.Vouch)] = AgencyState.Verified,
        [(AgencyState.Active, AgencyAct.Vouch)] = AgencyState.Active,
        [(AgencyState.Active, AgencyAct.TakeUp)] = AgencyState.Active,
        [(AgencyState.Verified, AgencyAct.Revoke)] = AgencyState.Invited,
        [(AgencyState.Active, AgencyAct.Revoke)] = AgencyState.Invited,
        [(AgencyState.Verified, AgencyAct.Expire)] = AgencyState.Invited,
        [(AgencyState.Active, AgencyAct.Expire)] = AgencyState.Invited,
        [(AgencyState.Invited, AgencyAct.Freeze)] = AgencyState.Frozen,
        [(AgencyState.Verified, AgencyAct.Freeze)] = AgencyState.Frozen,
        [(AgencyState.Active, AgencyAct.Freeze)] = AgencyState.Frozen,
        [(AgencyState.Frozen, AgencyAct.Thaw)] = AgencyState.Invited,
        [(AgencyState.Frozen, AgencyAct.Revoke)] = AgencyState.Frozen,
        [(AgencyState.Frozen, AgencyAct.Expire)] = AgencyState.Frozen,
        [(AgencyState.Invited, AgencyAct.Close)] = AgencyState.Closed,
        [(AgencyState.Verified, AgencyAct.Close)] = AgencyState.Closed,
        [(AgencyState.Active, AgencyAct.Close)] = AgencyState.Closed,
        [(AgencyState.Frozen, AgencyAct.Close)] = AgencyState.Closed,
    }.ToFrozenDictionary();

    /// <summary>Rename and transfer change no state, and are possible until the end.</summary>
    public static bool Allows(AgencyState from, AgencyAct act) =>
        act is AgencyAct.Rename or AgencyAct.Transfer ? from != AgencyState.Closed : Table.ContainsKey((from, act));

    /// <summary>Where the act leads; a refusal when it leads nowhere from here.</summary>
    public static AgencyState Next(AgencyState from, AgencyAct act)
    {
        if (!Allows(from, act)) throw new Refusal(RefusalKind.Conflict, "agencies.no_such_move");
        return Table.GetValueOrDefault((from, act), from);
    }

    /// <summary>As above, where it is known what the agency rests on after the act: one that is vouched for and staffed is
    /// active, in whichever order the two came about and whatever it was frozen in.</summary>
    public static AgencyState Next(AgencyState from, AgencyAct act, Standing standing)
    {
        var to = Next(from, act);
        return IsSettled(to, act) ? standing.State : to;
    }

    /// <summary>True where the standing decides, not the table.</summary>
    public static bool IsSettled(AgencyState to, AgencyAct act) =>
        act is (AgencyAct.Vouch or AgencyAct.TakeUp or AgencyAct.Thaw) && to is (AgencyState.Invited or AgencyState.Verified or AgencyState.Active);
}
