using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Pages;

/// <summary>Whom the person silenced, to be undone here.</summary>
internal static class RelationsRoutes
{
    private const int Most = 500;

    public static void MapRelations(this IEndpointRouteBuilder pages) => pages.MapGet("/settings/relations", Show);

    private static async Task<IResult> Show(HttpContext http, FormPages pages, Db db, TimeProvider clock, CancellationToken ct)
    {
        var me = http.RequireBrowser().AccountId;
        var now = clock.GetUtcNow();
        var muted = await db.Mutes.Where(m => m.AccountId == me && (m.ExpiresAt == null || m.ExpiresAt > now)).OrderByDescending(m => m.Id).Take(Most)
            .Join(db.Accounts, m => m.TargetId, a => a.Id, (m, a) => new { Account = a, m.ExpiresAt }).ToListAsync(ct);
        var blocked = await db.Blocks.Where(b => b.AccountId == me).OrderByDescending(b => b.Id).Take(Most)
            .Join(db.Accounts, b => b.TargetId, a => a.Id, (_, a) => a).ToListAsync(ct);
        return await pages.Show<RelationsPage, RelationsView>(http, "accounts.settings_relations",
            new([.. muted.Select(m => RowOf(m.Account, m.ExpiresAt))], [.. blocked.Select(a => RowOf(a, null))]));
    }

    private static RelationRow RowOf(Account account, DateTimeOffset? until) =>
        new(account.Handle, account.Nickname, account.Avatar, account.Kind is AccountKind.Agency or AccountKind.Hall, until);
}
