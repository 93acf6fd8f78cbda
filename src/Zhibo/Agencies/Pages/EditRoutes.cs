using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Shared;

namespace Zhibo.Agencies.Pages;

/// <summary>/admin/agencies/new and /admin/agencies/{handle}/edit: one agency at a time, by hand.</summary>
internal static class EditRoutes
{
    private const string New = "/admin/agencies/new", One = "/admin/agencies/{handle}", Active = "agencies";

    public static void MapEditing(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(New, (HttpContext http, StaffFrame frame, RegisterEntry entry) => ShowNew(http, frame, new(new Dictionary<string, string>(), entry.Choices(http)), null));
        pages.MapPost(New, Enter);
        pages.MapGet(One + "/edit", (HttpContext http, EditPages show, string handle, CancellationToken ct) => show.Show(http, handle, ct));
        pages.MapPost(One + "/details", Details);
        pages.MapPost(One + "/name", Rename);
        pages.MapPost(One + "/place", Place);
        pages.MapPost(One + "/officials", Tie);
        pages.MapPost(One + "/officials/{official:long}/release", Release);
    }

    private static async Task<IResult> Enter(HttpContext http, StaffFrame frame, RegisterEntry entry, EnterAgency enter, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var typed = await Typed(http, ct);
        string Of(string field) => typed.GetValueOrDefault(field, "");
        return await FormPages.Try(async () =>
        {
            await enter.Run(new(caller.UserId, Of("name"), entry.Region(Of("region")), Of("line"))
            {
                Handle = Of("handle"),
                Nickname = Of("nickname"),
                ParentId = entry.Parent(Of("parent")),
                Level = RegisterEntry.Level(Of("level")),
                Seal = RegisterEntry.Seal(Of("seal")),
                UnitCode = Of("unit_code"),
                Contact = Of("contact"),
                Phone = Of("phone"),
                Address = Of("address"),
                Hours = Of("hours"),
                Duties = Of("duties"),
            }, ct);
            return Results.LocalRedirect("/admin/agencies?done=agencies.entered");
        }, refusal => ShowNew(http, frame, new(typed, entry.Choices(http)), refusal));
    }

    private static Task<IResult> Details(HttpContext http, EditPages show, string handle, ChangeAgency change, CancellationToken ct) =>
        show.Do(http, handle, "details", (node, of, user) => change.Run(new(node.Id, user)
        {
            Contact = of("contact"),
            Phone = of("phone"),
            Address = of("address"),
            Hours = of("hours"),
            Duties = of("duties"),
            UnitCode = of("unit_code"),
            Place = new(RegisterEntry.Degrees(of("latitude"), "latitude"), RegisterEntry.Degrees(of("longitude"), "latitude")),
        }, ct), ct);

    private static Task<IResult> Rename(HttpContext http, EditPages show, string handle, RenameAgency rename, CancellationToken ct) =>
        show.Do(http, handle, "name", (node, of, user) => rename.Run(new(node.Id, user, of("name"), of("rename_reason")) { Nickname = of("nickname") }, ct), ct);

    private static Task<IResult> Place(HttpContext http, EditPages show, RegisterEntry entry, string handle, TransferAgency transfer, CancellationToken ct) =>
        show.Do(http, handle, "place", (node, of, user) => transfer.Run(new(node.Id, user, of("reason"))
        {
            ParentId = entry.Parent(of("parent")) ?? 0,
            RegionCode = entry.Region(of("region")),
            LineKey = of("line"),
            Level = RegisterEntry.Level(of("level")),
        }, ct), ct);

    private static Task<IResult> Tie(HttpContext http, EditPages show, string handle, TieOfficial tie, CancellationToken ct) =>
        show.Do(http, handle, "officials", (node, of, user) => tie.Run(
            new(node.Id, user, of("handle"), of("official_name"), of("title"), RegisterEntry.Day(of("since"), "since") ?? throw new Refusal(RefusalKind.Invalid, "agencies.day_bad", "since"))
            {
                Until = RegisterEntry.Day(of("until"), "until"),
            }, ct), ct);

    private static Task<IResult> Release(HttpContext http, EditPages show, string handle, long official, ReleaseOfficial release, CancellationToken ct) =>
        show.Do(http, handle, "officials", (node, of, user) => release.Run(new(official, user, show.Today), ct), ct);

    internal static async Task<Dictionary<string, string>> Typed(HttpContext http, CancellationToken ct) =>
        (await FormPages.Read(http, ct)).ToDictionary(f => f.Key, f => f.Value.ToString());

    private static async Task<IResult> ShowNew(HttpContext http, StaffFrame frame, EnterView view, Refusal? refusal) =>
        FormPages.Show<EnterPage, EnterView>(http, await frame.Admin(http, http.Words()["agencies.enter"], Active), view, refusal);
}
