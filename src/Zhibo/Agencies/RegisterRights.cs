using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>
/// Who may change the register: administrators all of it, a manager what stands below his agency; nobody moves the agency
/// he sits at himself. The user null is the operator at the console, whom the machine let in.
/// </summary>
public sealed class RegisterRights(IDbContextFactory<Db> databases, ActingSeats seats, AgencyTree tree)
{
    /// <summary>An administrator of halls or the operator.</summary>
    public async Task RequireAdmin(long? userId, CancellationToken ct)
    {
        if (!await IsAdmin(userId, ct)) throw new Refusal(RefusalKind.Forbidden, "agencies.not_yours");
    }

    /// <summary>May enter and place agencies below this one; null: among those that stand under nobody.</summary>
    public async Task RequireUnder(long? userId, long? parentId, CancellationToken ct)
    {
        if (parentId is { } parent && tree.Now.Of(parent) is null) throw new Refusal(RefusalKind.NotFound, "agencies.no_parent", "parent");
        if (!await IsUnder(userId, parentId, ct)) throw new Refusal(RefusalKind.Forbidden, "agencies.not_yours");
    }

    /// <summary>May move, freeze, rename this agency: whoever manages the one above it.</summary>
    public async Task<AgencyNode> RequireOver(long? userId, long agencyId, CancellationToken ct)
    {
        var node = Find(agencyId);
        return await IsUnder(userId, node.ParentId, ct) ? node : throw new Refusal(RefusalKind.Forbidden, "agencies.not_yours");
    }

    /// <summary>Has the right at the agency itself while that is not frozen, or stands over it.</summary>
    public async Task<AgencyNode> RequireAt(long? userId, long agencyId, ActingRights right, CancellationToken ct)
    {
        var node = Find(agencyId);
        var own = userId is { } user && await seats.At(user, agencyId, ct) is { } seat && seat.May(right) ? seat : null;
        if (own is { Frozen: false } || await IsUnder(userId, node.ParentId, ct)) return node;
        throw new Refusal(RefusalKind.Forbidden, own is null ? "agencies.not_yours" : "accounts.office_frozen");
    }

    private AgencyNode Find(long agencyId) => tree.Now.Of(agencyId) ?? throw new Refusal(RefusalKind.NotFound, "agencies.not_found");

    private async Task<bool> IsUnder(long? userId, long? parentId, CancellationToken ct)
    {
        if (await IsAdmin(userId, ct)) return true;
        return parentId is { } parent && await seats.At(userId!.Value, parent, ct) is { Frozen: false } seat && seat.May(ActingRights.Manage);
    }

    private async Task<bool> IsAdmin(long? userId, CancellationToken ct)
    {
        if (userId is not { } user) return true;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(u => u.Id == user && u.Status == UserStatus.Active && (u.Role == UserRole.HallAdmin || u.Role == UserRole.Operator), ct);
    }
}
