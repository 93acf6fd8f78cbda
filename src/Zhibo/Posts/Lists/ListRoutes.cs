using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Posts.Lists;

/// <summary>Lists at a browser.</summary>
internal static class ListRoutes
{
    public static void MapLists(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/lists", (HttpContext http, ListForms forms, CancellationToken ct) => forms.All(http, null, null, ct));
        pages.MapGet("/accounts/{handle}/lists", (HttpContext http, string handle, ListForms forms, CancellationToken ct) => forms.All(http, handle, null, ct));
        pages.MapPost("/lists", Make);
        pages.MapGet("/lists/{id:long}", Show);
        pages.MapGet("/lists/{id:long}/edit", (HttpContext http, long id, ListForms forms, CancellationToken ct) => forms.One(http, id, "", null, ct));
        pages.MapPost("/lists/{id:long}", Change);
        pages.MapPost("/lists/{id:long}/members", Members);
        pages.MapPost("/lists/{id:long}/delete", Drop);
    }

    private static async Task<IResult> Show(HttpContext http, long id, StreamPage stream, ReadLists lists, TimelineReader timelines, long? before, CancellationToken ct)
    {
        http.RequireCaller();
        var reader = await stream.Reader(http, ct);
        var list = await lists.Of(reader, id, ct);
        var cards = await timelines.List(reader, list, new(before), stream.CardsFor(http), ct);
        var path = $"/lists/{id.ToString(CultureInfo.InvariantCulture)}";
        var view = new ListStreamView(list.List, list.Members.Count) { Empty = cards.Count == 0, Older = StreamPage.Older(path, cards), Newest = before is null ? null : path };
        return Web.Page.Of<ListPage>((await stream.Head(http, list.List.Title, "lists")) with { Robots = "noindex" },
            new Dictionary<string, object?> { [nameof(ListPage.View)] = view }, parts: stream.Part(nameof(ListPage.Cards), cards, reader, http, FilterPlaces.Home));
    }

    private static async Task<IResult> Make(HttpContext http, ListForms forms, SaveList save, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var form = await FormPages.Read(http, ct);
        var handle = form["for"].ToString() is { Length: > 0 } given ? given : null;
        return await FormPages.Try(async () =>
        {
            var list = await save.Run(new(caller.AccountId, null, form["title"]), ct);
            return Results.LocalRedirect(handle is null ? $"/lists/{list.Id.ToString(CultureInfo.InvariantCulture)}/edit" : LocalPath.Or($"/accounts/{Uri.EscapeDataString(handle)}/lists", "/lists"));
        }, refusal => forms.All(http, handle, refusal, ct));
    }

    private static async Task<IResult> Change(HttpContext http, long id, ListForms forms, SaveList save, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var form = await FormPages.Read(http, ct);
        ListComments? comments = Enum.TryParse<ListComments>(form["comments"], ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        return await FormPages.Try(async () =>
        {
            await save.Run(new(caller.AccountId, id, form["title"]) { Comments = comments, Exclusive = form["exclusive"] == "true" }, ct);
            return Results.LocalRedirect($"/lists/{id.ToString(CultureInfo.InvariantCulture)}");
        }, refusal => forms.One(http, id, "", refusal, ct));
    }

    private static async Task<IResult> Members(HttpContext http, long id, ListForms forms, ChangeMembers change, FindAccount find, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var form = await FormPages.Read(http, ct);
        var name = form["name"].ToString().Trim().TrimStart('@', '＠');
        return await FormPages.Try(async () =>
        {
            var account = await find.Run(name, ct) ?? throw new Refusal(RefusalKind.Invalid, "posts.no_account", "name");
            await change.Run(new(caller.AccountId, id, [account.Id], form["act"] == "in"), ct);
            return Results.LocalRedirect(LocalPath.Or(form["back"], $"/lists/{id.ToString(CultureInfo.InvariantCulture)}/edit"));
        }, refusal => forms.One(http, id, name, refusal, ct));
    }

    private static async Task<IResult> Drop(HttpContext http, long id, DropList drop, CancellationToken ct)
    {
        await drop.Run(new(http.RequireCaller().AccountId, id), ct);
        return Results.LocalRedirect("/lists");
    }
}

/// <summary>Shows lists and their forms, also after one was refused.</summary>
internal sealed class ListForms(Db db, ReadLists lists, FindAccount find, StreamPage stream)
{
    /// <param name="handle">Of an account to be put into lists.</param>
    public async Task<IResult> All(HttpContext http, string? handle, Refusal? refusal, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var account = handle is null ? null : await find.Run(handle, ct) ?? throw new Refusal(RefusalKind.NotFound, "posts.no_account");
        var all = await lists.All(caller.AccountId, ct);
        var ids = all.Select(l => l.Id).ToHashSet();
        var counts = await db.ListMembers.Where(m => ids.Contains(m.ListId)).GroupBy(m => m.ListId).Select(g => new { g.Key, Members = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Members, ct);
        var holding = account is null ? [] : (await lists.With(caller.AccountId, account.Id, ct)).Select(l => l.Id).ToHashSet();
        var view = new ListsView([.. all.Select(l => new ListLine(l, counts.GetValueOrDefault(l.Id), holding.Contains(l.Id)))]) { For = account is null ? null : PostViews.Author(account) };
        return FormPages.Show<ListsPage, ListsView>(http, await stream.Head(http, http.Words()["posts.lists"], "lists"), view, refusal);
    }

    public async Task<IResult> One(HttpContext http, long id, string typed, Refusal? refusal, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var list = await db.ReadingLists.FirstOrDefaultAsync(l => l.Id == id && l.AccountId == caller.AccountId, ct) ?? throw ReadLists.None();
        var members = await db.ListMembers.Where(m => m.ListId == id).OrderByDescending(m => m.Id).Join(db.Accounts, m => m.AccountId, a => a.Id, (_, a) => a).ToListAsync(ct);
        var view = new ListForm(list, [.. members.Select(a => new AccountRow(PostViews.Author(a), null, null))], typed);
        return FormPages.Show<ListEditPage, ListForm>(http, await stream.Head(http, list.Title, "lists"), view, refusal);
    }
}
