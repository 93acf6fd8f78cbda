using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>The team that somebody looks at or changes. To those who have nothing to do with the agency its desk does not exist.</summary>
public sealed class FindTeam(FindAccount find, AgencyTree tree, TeamRights rights)
{
    public sealed record Input(Caller Caller, string Handle, bool Changes);

    public async Task<TeamAccess> Run(Input input, CancellationToken ct)
    {
        var agency = await find.Run(input.Handle, ct) is { } account ? tree.Now.Of(account.Id) : null;
        var access = agency is null ? null : await rights.Of(input.Caller, agency.Id, ct);
        // Looking is nobody's business; trying to change something is written down.
        if (access is { MaySee: false } && input.Changes) await rights.RequireManage(input.Caller, access.Agency.Id, "team", ct);
        return access is { MaySee: true } ? access : throw new Refusal(RefusalKind.NotFound, "accounts.no_desk");
    }
}
