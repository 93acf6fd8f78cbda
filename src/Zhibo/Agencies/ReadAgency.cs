using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Regions.Reading;

namespace Zhibo.Agencies;

/// <summary>An agency with what stands around it.</summary>
public sealed record AgencyView(Agency Agency, Account Account)
{
    /// <summary>四川省 德阳市.</summary>
    public required string Region { get; init; }

    public required string Line { get; init; }

    public AgencyNode? Parent { get; init; }

    /// <summary>Those at the post today first, then those who left.</summary>
    public IReadOnlyList<OfficialView> Officials { get; init; } = [];

    /// <summary>The latest first.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>Why it is frozen or closed; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One matter each.</summary>
    public IReadOnlyList<string> Duties => Agency.Duties.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <param name="IsFormer">The post is over and the account frozen.</param>
public sealed record OfficialView(long Id, string Handle, string Nickname, string Title, DateOnly Since, DateOnly? Until, bool IsFormer);

/// <summary>Everything a page shows of an agency. Null: the account is none.</summary>
public sealed class ReadAgency(IDbContextFactory<Db> databases, AgencyTree tree, RegionTree regions, LineList lines)
{
    public async Task<AgencyView?> Run(long accountId, CancellationToken ct)
    {
        // Most accounts are citizens'.
        if (tree.Now.Of(accountId) is not { } node) return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Agencies.Where(a => a.Id == accountId).Join(db.Accounts, a => a.Id, a => a.Id, (agency, account) => new { agency, account }).FirstOrDefaultAsync(ct);
        if (rows is null) return null;
        var officials = await db.Officials.Where(o => o.AgencyId == accountId).Join(db.Accounts, o => o.Id, a => a.Id, (official, account) => new { official, account }).ToListAsync(ct);
        var moves = await db.AgencyMoves.Where(m => m.AgencyId == accountId && (m.Act == AgencyAct.Rename || m.Act == AgencyAct.Freeze || m.Act == AgencyAct.Close)).OrderByDescending(m => m.Id).ToListAsync(ct);
        return new(rows.agency, rows.account)
        {
            Region = regions.Now.PathOf(node.RegionCode),
            Line = lines.NameOf(node.LineKey),
            Parent = node.ParentId is { } parent ? tree.Now.Of(parent) : null,
            Officials = [.. officials.Select(o => ViewOf(o.official, o.account)).OrderBy(o => o.IsFormer).ThenBy(o => o.Since)],
            FormerNames = [.. moves.Where(m => m.Act == AgencyAct.Rename).Select(m => m.Before).Where(n => n != rows.agency.Name).Distinct()],
            Reason = rows.account.FrozenAt is null ? "" : moves.Find(m => m.Act != AgencyAct.Rename)?.Reason ?? "",
        };
    }

    /// <summary>The post of an official, with the agency; null for anybody else.</summary>
    public async Task<(Official Post, AgencyNode Agency)?> PostOf(long accountId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var post = await db.Officials.FirstOrDefaultAsync(o => o.Id == accountId, ct);
        return post is not null && tree.Now.Of(post.AgencyId) is { } agency ? (post, agency) : null;
    }

    private static OfficialView ViewOf(Official official, Account account) =>
        new(account.Id, account.Handle, account.Nickname, official.Title, official.Since, official.Until, account.FrozenAt is not null);
}
