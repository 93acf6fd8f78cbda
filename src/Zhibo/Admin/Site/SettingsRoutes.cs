using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Shared;

namespace Zhibo.Admin.Site;

internal static class SettingsRoutes
{
    public static void MapSiteSettings(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/settings", (HttpContext http, StaffFrame staff, LiveSettings live) => Show(http, staff, Of(live.Now()), null));
        pages.MapPost("/admin/settings", Save);
    }

    private static async Task<IResult> Save(HttpContext http, StaffFrame staff, ChangeSettings change, CancellationToken ct)
    {
        var caller = StaffFrame.RequireOperator(http);
        var form = await FormPages.Read(http, ct);
        var typed = new SettingsForm(form["name"].ToString(), form["description"].ToString(), form["language"].ToString(), form["registration"].ToString(), form["limit"].ToString(), form["tiles"].ToString()) { OfficesDescribe = form["describe"] == "true" };
        return await FormPages.Try(async () =>
        {
            await change.Run(new(caller.UserId, typed.Name, typed.Description, typed.Language, typed.Registration, typed.Limit) { TileUrl = typed.Tiles, OfficesDescribe = typed.OfficesDescribe }, ct);
            return Results.LocalRedirect("/admin/settings?done=admin.settings_saved");
        }, refusal => Show(http, staff, typed, refusal));
    }

    private static async Task<IResult> Show(HttpContext http, StaffFrame staff, SettingsForm form, Refusal? refusal)
    {
        StaffFrame.RequireOperator(http);
        var words = http.Words();
        return Web.Page.Of<SettingsPage>(await staff.Admin(http, words["admin.settings"], "settings"), new Dictionary<string, object?>
        {
            [nameof(SettingsPage.View)] = form,
            [nameof(SettingsPage.Fault)] = refusal is null ? null : FormFault.Of(refusal, words),
        }, refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
    }

    private static SettingsForm Of(Dictionary<string, string> now) =>
        new(now[LiveSettings.Name], now[LiveSettings.Description], now[LiveSettings.Language], now[LiveSettings.Registration].ToLowerInvariant(), now[LiveSettings.PostLimit], now[LiveSettings.TileUrl]) { OfficesDescribe = bool.Parse(now[LiveSettings.OfficesDescribe]) };
}

/// <summary>The settings as they stand in the form.</summary>
public sealed record SettingsForm(string Name, string Description, string Language, string Registration, string Limit, string Tiles)
{
    public bool OfficesDescribe { get; init; }
}
