using Zhibo.Accounts;
using Zhibo.Accounts.Acting;

namespace Zhibo.Admin.Health;

internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder pages) => pages.MapGet("/admin", Show);

    private static async Task<IResult> Show(HttpContext http, StaffFrame staff, ReadHealth read, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var head = await staff.Admin(http, http.Words()["admin.overview"], "adminoverview");
        return Web.Page.Of<HealthPage>(head, new Dictionary<string, object?>
        {
            [nameof(HealthPage.Health)] = await read.Run(ct),
            [nameof(HealthPage.Operator)] = caller.Role == UserRole.Operator,
        });
    }
}
