using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Agencies.Seats;

/// <summary>What somebody may do with the seats of an agency.</summary>
/// <param name="Seat">Their own seat there, or one handed down from above.</param>
/// <param name="Above">Their seat at the agency above.</param>
/// <param name="IsAdmin">They administer the site.</param>
public sealed record TeamAccess(AgencyNode Agency, ActingSeat? Seat, ActingSeat? Above, bool IsAdmin)
{
    public bool MayManage => IsAdmin || Seat?.May(ActingRights.Manage) == true;

    /// <summary>Whoever has no right here and carries responsibility for the agency may take it in an emergency, seen by all.</summary>
    public bool MayBreakGlass => Seat?.May(ActingRights.Manage) != true && (IsAdmin || Above?.May(ActingRights.Supervise) == true);

    public bool MaySee => IsAdmin || Seat is not null || MayBreakGlass;
}

/// <summary>Who may give and take seats: whoever manages the agency, from a chair of its own or from one above that reaches
/// down, and those who administer the site. No caller is the operator at the machine.</summary>
public sealed class TeamRights(SeatBook seats, AgencyTree tree, Writer writer, Limits limits, TimeProvider clock)
{
    /// <summary>Refusals are written down, but nobody fills the log with them.</summary>
    private const int MostRefusalsAnHour = 20;

    public async ValueTask<TeamAccess> Of(Caller caller, long agencyId, CancellationToken ct)
    {
        var agency = Agency(agencyId);
        var above = agency.ParentId is { } parent ? await seats.At(caller.UserId, parent, ct) : null;
        return new(agency, await seats.At(caller.UserId, agencyId, ct), above, IsAdmin(caller));
    }

    public static bool IsAdmin(Caller? caller) => caller is null or { Role: UserRole.HallAdmin or UserRole.Operator };

    public AgencyNode Agency(long id) => tree.Now.Of(id) ?? throw new Refusal(RefusalKind.NotFound, "agencies.team.no_agency");

    /// <summary>Refuses those who may not, and writes down that they tried.</summary>
    /// <param name="caller">Who asks; null is the operator at the machine.</param>
    /// <param name="agencyId">Whose seats.</param>
    /// <param name="wanted">For the log: grant, take, invite …</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task<AgencyNode> RequireManage(Caller? caller, long agencyId, string wanted, CancellationToken ct)
    {
        var agency = Agency(agencyId);
        if (caller is null) return agency;
        var access = await Of(caller, agencyId, ct);
        if (!access.MayManage) throw await Refused(caller, access, wanted, ct);
        return agency;
    }

    public async Task<AgencyNode> RequireGlass(Caller caller, long agencyId, CancellationToken ct)
    {
        var access = await Of(caller, agencyId, ct);
        if (access.Seat?.May(ActingRights.Manage) == true) throw new Refusal(RefusalKind.Conflict, "agencies.team.glass_needless");
        return access.MayBreakGlass ? access.Agency : throw await Refused(caller, access, "glass", ct);
    }

    /// <summary>The agencies above whose managers also manage this one.</summary>
    internal long[] Managing(long agencyId) => [.. tree.Now.Above(agencyId).Where(a => a.SeatsReachDown).Select(a => a.Id)];

    /// <summary>The agency and everything below it.</summary>
    internal HashSet<long> Whole(long agencyId) => [agencyId, .. tree.Now.AllBelow(agencyId).Select(a => a.Id)];

    private async Task<Refusal> Refused(Caller caller, TeamAccess access, string wanted, CancellationToken ct)
    {
        limits.Take("seat refused", caller.UserId.ToString(CultureInfo.InvariantCulture), MostRefusalsAnHour, TimeSpan.FromHours(1));
        await writer.Run(turn => turn.Audit(
            new AuditLog.Act("seat.refused", caller.UserId) { AccountId = access.Agency.Id, Subject = Chairs.AgencySubject(access.Agency.Id), Detail = wanted }, clock.GetUtcNow()), ct);
        // To those who may not even look the agency has no desk.
        return access.MaySee ? new Refusal(RefusalKind.Forbidden, "accounts.no_right") : new Refusal(RefusalKind.NotFound, "accounts.no_desk");
    }
}
