using Zhibo.Accounts;
using Zhibo.Accounts.Acting;

namespace Zhibo.Admin.Work;

internal static class WorkRoutes
{
    public static void MapWork(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/jobs", Show);
        pages.MapPost("/admin/jobs/{id:long}/retry", Retry);
        pages.MapPost("/admin/jobs/{id:long}/drop", Drop);
    }

    private static async Task<IResult> Show(HttpContext http, StaffFrame staff, ListWork list, CancellationToken ct)
    {
        StaffFrame.RequireOperator(http);
        return Web.Page.Of<WorkPage>(await staff.Admin(http, http.Words()["admin.jobs"], "jobs"), new Dictionary<string, object?> { [nameof(WorkPage.Work)] = await list.Run(ct) });
    }

    private static async Task<IResult> Retry(HttpContext http, long id, RetryWork retry, CancellationToken ct)
    {
        await retry.Run(new(StaffFrame.RequireOperator(http).UserId, id), ct);
        return Results.LocalRedirect("/admin/jobs?done=admin.retried");
    }

    private static async Task<IResult> Drop(HttpContext http, long id, DropWork drop, CancellationToken ct)
    {
        await drop.Run(new(StaffFrame.RequireOperator(http).UserId, id), ct);
        return Results.LocalRedirect("/admin/jobs?done=admin.dropped");
    }
}
