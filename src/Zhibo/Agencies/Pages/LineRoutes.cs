using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Shared;

namespace Zhibo.Agencies.Pages;

/// <summary>/admin/lines: the sectors there are.</summary>
internal static class LineRoutes
{
    private const string Here = "/admin/lines", Active = "lines";

    public static void MapLines(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Here, List);
        pages.MapPost(Here, Add);
        pages.MapGet(Here + "/{key}", Ask);
        pages.MapPost(Here + "/{key}", Change);
        pages.MapPost(Here + "/{key}/remove", Remove);
    }

    private static Task<IResult> List(HttpContext http, StaffFrame frame, LineList lines, AgencyTree tree) => ShowList(http, frame, new(Rows(lines, tree)), null);

    private static async Task<IResult> Add(HttpContext http, StaffFrame frame, AddLine add, LineList lines, AgencyTree tree, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = await FormPages.Read(http, ct);
        var (name, key) = (form["name"].ToString(), form["key"].ToString());
        return await FormPages.Try(async () =>
        {
            await add.Run(new(caller.UserId, name, key), ct);
            return Results.LocalRedirect(Here + "?done=agencies.line_added");
        }, refusal => ShowList(http, frame, new(Rows(lines, tree), name, key), refusal));
    }

    private static async Task<IResult> Ask(HttpContext http, StaffFrame frame, string key, RemoveLine remove, LineList lines, AgencyTree tree, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        return await ShowOne(http, frame, await RowOf(http, key, remove, lines, tree, ct), null);
    }

    private static async Task<IResult> Change(HttpContext http, StaffFrame frame, string key, ChangeLine change, RemoveLine remove, LineList lines, AgencyTree tree, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = await FormPages.Read(http, ct);
        var order = int.TryParse(form["order"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return await FormPages.Try(async () =>
        {
            await change.Run(new(caller.UserId, key, form["name"].ToString(), order), ct);
            return Results.LocalRedirect(Here + "?done=agencies.line_changed");
        }, async refusal => await ShowOne(http, frame, await RowOf(http, key, remove, lines, tree, ct) with { Name = form["name"].ToString() }, refusal));
    }

    private static async Task<IResult> Remove(HttpContext http, StaffFrame frame, string key, RemoveLine remove, LineList lines, AgencyTree tree, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        return await FormPages.Try(async () =>
        {
            await remove.Run(new(caller.UserId, key), ct);
            return Results.LocalRedirect(Here + "?done=agencies.line_removed");
        }, async refusal => await ShowOne(http, frame, await RowOf(http, key, remove, lines, tree, ct), refusal));
    }

    private static async Task<IResult> ShowList(HttpContext http, StaffFrame frame, LinesView view, Refusal? refusal) =>
        FormPages.Show<LinesPage, LinesView>(http, await frame.Admin(http, http.Words()["agencies.lines"], Active), view, refusal);

    private static async Task<IResult> ShowOne(HttpContext http, StaffFrame frame, LineRow row, Refusal? refusal) =>
        FormPages.Show<LinePage, LineRow>(http, await frame.Admin(http, http.Words()["agencies.line_change"], Active), row, refusal);

    private static IReadOnlyList<LineRow> Rows(LineList lines, AgencyTree tree)
    {
        var used = tree.Now.All.CountBy(n => n.LineKey).ToDictionary();
        return [.. lines.Now.Select(l => new LineRow(l.Key, l.Name, l.Order, used.GetValueOrDefault(l.Key)))];
    }

    private static async Task<LineRow> RowOf(HttpContext http, string key, RemoveLine remove, LineList lines, AgencyTree tree, CancellationToken ct)
    {
        var line = lines.Of(key) ?? throw new Refusal(RefusalKind.NotFound, "agencies.no_line", null, "");
        var hindrance = await remove.Hindrance(line, ct);
        return Rows(lines, tree).First(l => l.Key == key) with { Hindrance = hindrance is null ? null : http.Words()[hindrance.Word, hindrance.Args] };
    }
}
