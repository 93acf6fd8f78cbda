using System.Globalization;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Web;

namespace Zhibo.Accounts.Audit.Pages;

/// <summary>The log for administrators, who see all of it, and for an office, which sees its own and that of those below.</summary>
internal static class AuditRoutes
{
    private const string AdminPath = "/admin/audit";

    public static void MapAudit(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(AdminPath, Whole);
        pages.MapPost(AdminPath + "/verify", Verify);
        pages.MapGet(AdminPath + ".csv", (HttpContext http, ExportAudit export, AuditAsking asking, CancellationToken ct) => Export(http, export, asking, csv: true, ct));
        pages.MapGet(AdminPath + ".jsonl", (HttpContext http, ExportAudit export, AuditAsking asking, CancellationToken ct) => Export(http, export, asking, csv: false, ct));
        pages.MapGet("/desk/{handle}/audit", OfOffice);
    }

    private static async Task<IResult> Whole(HttpContext http, StaffFrame frame, ReadAudit read, AuditAsking asking, long? before, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        return await Show(http, await Head(http, frame), AdminPath, read, asking, new() { Before = before }, ct);
    }

    private static async Task<IResult> Verify(HttpContext http, StaffFrame frame, ReadAudit read, AuditAsking asking, VerifyAudit verify, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        return await Show(http, await Head(http, frame), AdminPath, read, asking, new() { Verified = await verify.Run(ct) }, ct);
    }

    private static async Task<IResult> OfOffice(HttpContext http, string handle, StaffFrame frame, ActingSeats seats, ReadAudit read, AuditAsking asking, long? before, CancellationToken ct)
    {
        var seat = await frame.RequireSeat(http, handle, ActingRights.Supervise, ct);
        var head = await frame.Desk(http, seat, http.Words()["accounts.audit.title"], "audit", ct);
        return await Show(http, head, $"/desk/{seat.Handle}/audit", read, asking, new() { Before = before, Within = [seat.AccountId, .. seats.Below(seat.AccountId)] }, ct);
    }

    private static async Task<IResult> Show(HttpContext http, PageHead head, string path, ReadAudit read, AuditAsking asking, Wanted wanted, CancellationToken ct)
    {
        var asked = AuditAsking.Read(http);
        var (search, refusal) = await asking.Understand(asked, ct);
        IReadOnlyList<ReadAudit.Row> rows = search is null ? [] : await read.Run(new(search with { Within = wanted.Within }, wanted.Before), ct);
        var view = new AuditView(path, asked, rows)
        {
            Whole = wanted.Within is null,
            Verified = wanted.Verified,
            Older = rows.Count < ReadAudit.PageSize ? null
                : $"{path}?{(asked.Query.Length == 0 ? "" : asked.Query + "&")}before={rows[^1].Entry.Number.ToString(CultureInfo.InvariantCulture)}",
        };
        return FormPages.Show<AuditPage, AuditView>(http, head, view, refusal);
    }

    /// <summary>Streamed: the log may be longer than memory.</summary>
    private static async Task<IResult> Export(HttpContext http, ExportAudit export, AuditAsking asking, bool csv, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var (search, refusal) = await asking.Understand(AuditAsking.Read(http), ct);
        if (search is null) throw refusal!;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(to => export.Run(new(to, search, csv), ct), csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8", csv ? "audit.csv" : "audit.jsonl");
    }

    private static ValueTask<PageHead> Head(HttpContext http, StaffFrame frame) => frame.Admin(http, http.Words()["accounts.audit.title"], "audit");

    private sealed record Wanted
    {
        public long? Before { get; init; }

        /// <summary>Null: everything.</summary>
        public IReadOnlyCollection<long>? Within { get; init; }

        public VerifyAudit.Outcome? Verified { get; init; }
    }
}
