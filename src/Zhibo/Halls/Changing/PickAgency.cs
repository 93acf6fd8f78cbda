using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Halls.Changing;

/// <summary>What a hall does with an agency, against its own query.</summary>
public enum PickAct
{
    /// <summary>Takes it in though region or line do not fit.</summary>
    Pick,

    /// <summary>Leaves it out though they do.</summary>
    LeaveOut,

    /// <summary>Lets the query decide again.</summary>
    Drop,
}

/// <summary>Picks an agency for a hall by hand, or leaves it out.</summary>
public sealed class PickAgency(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long HallId, string Agency, PickAct Act);

    public Task Run(Input input, CancellationToken ct)
    {
        HallRules.RequireAdmin(input.Caller);
        var name = HallRules.Text(input.Agency, 60, "agency").TrimStart('@');
        return writer.Run(turn =>
        {
            var hall = HallRules.Find(turn, input.HallId);
            var account = HallRules.Office(turn, name) is { } found && turn.Agencies.Any(a => a.Id == found.Id)
                ? found : throw new Refusal(RefusalKind.Invalid, "halls.no_agency", "agency");
            if (!Keep(turn, hall, account.Id, input.Act)) return;
            turn.Audit(HallRules.Act(NameOf(input.Act), input.Caller, hall, account.Handle), clock.GetUtcNow());
            turn.Raise(new HallChanged(hall.Id));
        }, ct);
    }

    /// <summary>False when nothing changes.</summary>
    private static bool Keep(Db turn, Hall hall, long agencyId, PickAct act)
    {
        var pick = turn.HallPicks.Find(hall.Id, agencyId);
        if (act == PickAct.Drop)
        {
            if (pick is not null) turn.HallPicks.Remove(pick);
            return pick is not null;
        }
        if (pick is null) turn.HallPicks.Add(pick = new() { HallId = hall.Id, AgencyId = agencyId });
        pick.LeftOut = act == PickAct.LeaveOut;
        return true;
    }

    private static string NameOf(PickAct act) => act switch
    {
        PickAct.Pick => "hall.picked",
        PickAct.LeaveOut => "hall.left_out",
        _ => "hall.pick_dropped",
    };
}
