using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>Places an agency under another parent, in another region, line or level. What stands below comes along: only its
/// own row is written. Null leaves a part as it is.</summary>
public sealed class TransferAgency(Writer writer, RegisterRights rights, RegisterBook book, AgencyTree tree, NewAgencies register, Surroundings around)
{
    private const long TreeLock = 7423004;

    public sealed record Input(long AgencyId, long? UserId, string Reason)
    {
        /// <summary>0: it stands under nobody any more.</summary>
        public long? ParentId { get; init; }

        public string? RegionCode { get; init; }

        public string? LineKey { get; init; }

        public RegionLevel? Level { get; init; }
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var reason = AgencyText.Reason(input.Reason, needed: true);
        var node = await rights.RequireOver(input.UserId, input.AgencyId, ct);
        if (input.ParentId is { } parent && parent != (node.ParentId ?? 0)) await rights.RequireUnder(input.UserId, parent == 0 ? null : parent, ct);
        around.Check(input.RegionCode, input.LineKey);
        if (input.Level is { } level) AgencyDrafts.Level(level);
        var height = Height(input.AgencyId);
        await writer.Run(turn =>
        {
            var (agency, account) = RegisterBook.Take(turn, input.AgencyId);
            AgencyMoves.Next(agency.State, AgencyAct.Transfer);
            var before = around.Describe(turn, agency);
            if (input.ParentId is { } to) agency.ParentId = CheckedParent(turn, agency.Id, to, height);
            register.RefuseSameName(turn, agency.NameKey, input.RegionCode ?? agency.RegionCode, agency.Id);
            (agency.RegionCode, agency.LineKey, agency.Level) = (input.RegionCode ?? agency.RegionCode, input.LineKey ?? agency.LineKey, input.Level ?? agency.Level);
            var after = around.Describe(turn, agency);
            if (before == after) return;
            account.Unit = around.UnitOf(agency);
            var deed = new RegisterBook.Deed(input.UserId, "agency.transferred") { Reason = reason, Detail = $"{before} → {after}" };
            book.History(turn, agency.Id, AgencyAct.Transfer, before, after, deed);
            book.Tell(turn, account, deed);
        }, ct);
    }

    internal static Refusal TooDeep() => new(RefusalKind.Conflict, "agencies.too_deep", "parent", AgencyForest.Deepest);

    /// <summary>In the turn, since two transfers at once could close a circle that neither sees.</summary>
    private static long? CheckedParent(Db turn, long agencyId, long parentId, int height)
    {
        if (parentId == 0) return null;
        if (turn.Database.IsNpgsql()) turn.Database.ExecuteSqlRaw("SELECT pg_advisory_xact_lock({0})", TreeLock);
        var depth = 0;
        for (long? at = parentId; at is { } id; depth++)
        {
            if (id == agencyId) throw new Refusal(RefusalKind.Conflict, "agencies.circle", "parent");
            if (depth + 1 + height > AgencyForest.Deepest) throw TooDeep();
            var above = turn.Agencies.Where(a => a.Id == id).Select(a => new { a.ParentId, a.State }).FirstOrDefault();
            if (above is null || (depth == 0 && above.State == AgencyState.Closed)) throw new Refusal(RefusalKind.Conflict, "agencies.no_parent", "parent");
            at = above.ParentId;
        }
        return parentId;
    }

    /// <summary>Levels of the tree below and with the agency.</summary>
    private int Height(long agencyId)
    {
        var forest = tree.Now;
        var (level, height) = (new List<long> { agencyId }, 0);
        for (; level.Count > 0 && height <= AgencyForest.Deepest; height++) level = [.. level.SelectMany(id => forest.Below(id)).Select(n => n.Id)];
        return height;
    }
}
