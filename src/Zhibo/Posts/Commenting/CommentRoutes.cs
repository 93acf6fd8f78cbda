using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Posts.Marks;
using Zhibo.Posts.Pages;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Posts.Commenting;

/// <summary>Who may comment, what becomes of comments that wait, and which stand first.</summary>
internal static class CommentRoutes
{
    private const int Most = 200;

    public static void MapCommenting(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings/comments", Show);
        pages.MapPost("/settings/comments", Save);
        pages.MapPost("/posts/{id:long}/commenters", OfPost);
        foreach (var act in Enum.GetValues<DecideComment.Act>())
            pages.MapPost($"/comments/held/{{id:long}}/{act.ToString().ToLowerInvariant()}", (HttpContext http, long id, DecideComment decide, CancellationToken ct) => Decide(http, id, act, decide, ct));
        pages.MapPost("/posts/{id:long}/feature", (HttpContext http, long id, FeatureComment feature, CancellationToken ct) => Feature(http, id, true, feature, ct));
        pages.MapPost("/posts/{id:long}/unfeature", (HttpContext http, long id, FeatureComment feature, CancellationToken ct) => Feature(http, id, false, feature, ct));
    }

    private static async Task<IResult> Show(HttpContext http, Db db, ActingSeats seats, PageFrame frame, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var offices = (await seats.Of(caller.UserId, ct)).Where(s => s.May(ActingRights.Profile)).Select(s => s.AccountId).Append(caller.AccountId).ToHashSet();
        var accounts = await db.Accounts.Where(a => offices.Contains(a.Id)).OrderBy(a => a.Id).ToListAsync(ct);
        var forMe = await HeldPictures.Load(db, db.HeldComments.Where(h => h.ReviewerId == caller.AccountId && h.RefusedAt == null).OrderBy(h => h.Id).Take(Most), ct);
        var mine = await HeldPictures.Load(db, db.HeldComments.Where(h => h.AuthorId == caller.AccountId).OrderByDescending(h => h.Id).Take(Most), ct);
        var view = new ReviewView([.. accounts.OrderBy(a => a.Id != caller.AccountId).Select(a => new CommentersOf(a.Handle, a.Nickname, a.WhoComments))],
            [.. forMe.Select(HeldView.Of)], [.. mine.Select(HeldView.Of)]);
        http.Response.Headers.CacheControl = "no-store";
        return Web.Page.Of<ReviewPage>((await frame.Head(http, http.Words()["posts.comments.settings"], "settings")) with { Robots = "noindex" },
            new Dictionary<string, object?> { [nameof(ReviewPage.View)] = view });
    }

    private static async Task<IResult> Save(HttpContext http, FindAccount find, ChooseCommenters choose, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        var account = await find.Run(form["account"].ToString(), ct) ?? throw new Refusal(RefusalKind.NotFound, "posts.no_account");
        await choose.Run(new(account.Id, null, Chosen(form)) { ActingUser = account.Id == caller.AccountId ? null : caller.UserId }, ct);
        return Results.LocalRedirect("/settings/comments?done=posts.who_saved");
    }

    private static async Task<IResult> OfPost(HttpContext http, long id, ChooseCommenters choose, PostShown shown, CancellationToken ct)
    {
        var author = (await shown.Own(http, id, ct)).Author;
        await choose.Run(new(author.Id, id, Chosen(await FormPages.Read(http, ct))) { ActingUser = PostShown.ActingUser(http.RequireCaller(), author.Id) }, ct);
        return await MarkRoutes.Back(http, id);
    }

    private static async Task<IResult> Decide(HttpContext http, long id, DecideComment.Act act, DecideComment decide, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var form = await FormPages.Read(http, ct);
        await decide.Run(new(caller, id, act, form["reason"]), ct);
        return Results.LocalRedirect(LocalPath.Or(form["back"], "/settings/comments"));
    }

    private static async Task<IResult> Feature(HttpContext http, long id, bool featured, FeatureComment feature, CancellationToken ct)
    {
        var root = await feature.Run(new(http.RequireCaller(), id, featured), ct);
        return await MarkRoutes.Back(http, root);
    }

    private static WhoComments Chosen(IFormCollection form) => WhoChoice.Of(form["who"]) ?? throw new Refusal(RefusalKind.Invalid, "posts.no_such_act", "who");
}
