using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Agencies;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Regions.Reading;
using Zhibo.Shared;

namespace Zhibo.Admin.Register;

/// <summary>The register: a table with bulk acts, a file of it, and each agency with what leads on.</summary>
internal static class AgencyRoutes
{
    public static void MapAgencyRegister(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/agencies", (HttpContext http, RegisterPages show, long? after, CancellationToken ct) => show.List(http, after, null, null, ct));
        pages.MapPost("/admin/agencies", Bulk);
        pages.MapGet("/admin/agencies.csv", Csv);
        pages.MapGet("/admin/agencies/{handle}", Show);
    }

    private static async Task<IResult> Bulk(HttpContext http, AgencyBulk bulk, RegisterPages show, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = await FormPages.Read(http, ct);
        var chosen = form["id"].Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(id => id != 0).ToList();
        if (!Enum.TryParse<BulkAct>(form["act"], ignoreCase: true, out var act) || !Enum.IsDefined(act)) throw new Refusal(RefusalKind.Invalid, "admin.bulk.no_act");
        return await FormPages.Try(
            async () => await show.List(http, null, await bulk.Run(new(caller.UserId, chosen, act, form["reason"].ToString(), form["to_line"].ToString()), ct), null, ct),
            refusal => show.List(http, null, null, refusal, ct));
    }

    private static IResult Csv(HttpContext http, ExportAgencies export, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        http.Response.Headers.CacheControl = "no-store";
        var filter = AgencyFilter.Read(http.Request.Query);
        return Results.Stream(to => export.Run(new(filter, to), ct), "text/csv; charset=utf-8", "zhibo-agencies.csv");
    }

    private static async Task<IResult> Show(HttpContext http, string handle, StaffFrame staff, FindAccount find, AgencyTree tree, RegionTree regions, LineList lines, Db db, TimeProvider clock, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var forest = tree.Now;
        var node = await find.Run(handle, ct) is { } account ? forest.Of(account.Id) : null;
        if (node is null) throw new Refusal(RefusalKind.NotFound, "admin.no_agency");
        var agency = await db.Agencies.FirstAsync(a => a.Id == node.Id, ct);
        var moves = await db.AgencyMoves.Where(m => m.AgencyId == node.Id).OrderByDescending(m => m.Id).Take(20).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var view = new AgencyDetail(node, agency)
        {
            Region = regions.Now.PathOf(node.RegionCode),
            Line = lines.NameOf(node.LineKey),
            Above = [.. forest.Above(node.Id).Reverse()],
            Below = forest.Below(node.Id).Count,
            Seats = await db.Seats.Where(s => s.AgencyId == node.Id && (s.ExpiresAt == null || s.ExpiresAt > now)).Select(s => s.UserId).Distinct().CountAsync(ct),
            Moves = moves,
        };
        return Web.Page.Of<AgencyPage>(await staff.Admin(http, node.Nickname, "agencies"), new Dictionary<string, object?> { [nameof(AgencyPage.View)] = view });
    }
}

/// <summary>An agency as administrators see it.</summary>
public sealed record AgencyDetail(AgencyNode Node, Agency Agency)
{
    public string Region { get; init; } = "";

    public string Line { get; init; } = "";

    /// <summary>From the root down to its parent.</summary>
    public IReadOnlyList<AgencyNode> Above { get; init; } = [];

    public int Below { get; init; }

    /// <summary>People with a seat.</summary>
    public int Seats { get; init; }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<AgencyMove> Moves { get; init; } = [];
}

/// <summary>Shows the table, also after something was done to many.</summary>
internal sealed class RegisterPages(StaffFrame staff, ListAgencies list)
{
    public async Task<IResult> List(HttpContext http, long? after, AgencyBulk.Outcome? done, Refusal? refusal, CancellationToken ct)
    {
        var words = http.Words();
        var head = await staff.Admin(http, words["admin.agencies"], "agencies");
        var filter = AgencyFilter.Read(http.Request.Query);
        var view = new RegisterView(filter, list.Run(new(filter, after), ct))
        {
            Done = done is null || done.Done == 0 ? null : words["admin.bulk.done", done.Done],
            Refused = done is null ? [] : [.. done.Refused.Select(r => (r.Agency, words[r.Why.Word, r.Why.Args]))],
            Fault = refusal is null ? null : words[refusal.Word, refusal.Args],
        };
        return Web.Page.Of<AgenciesPage>(head, new Dictionary<string, object?> { [nameof(AgenciesPage.View)] = view },
            refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
    }
}

public sealed record RegisterView(AgencyFilter Filter, ListAgencies.Outcome List)
{
    /// <summary>What a bulk act did, in words; null where it did nothing.</summary>
    public string? Done { get; init; }

    /// <summary>Agencies to which it was not done, and why.</summary>
    public IReadOnlyList<(string Agency, string Why)> Refused { get; init; } = [];

    public string? Fault { get; init; }
}
