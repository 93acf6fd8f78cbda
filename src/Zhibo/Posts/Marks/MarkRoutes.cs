using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Pages;
using Zhibo.Web;

namespace Zhibo.Posts.Marks;

/// <summary>Bookmarks and pins at a browser: forms that lead back.</summary>
internal static class MarkRoutes
{
    public static void MapMarks(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/bookmarks", Bookmarks);
        pages.MapPost("/posts/{id:long}/bookmark", (HttpContext http, long id, BookmarkPost bookmark, CancellationToken ct) => Keep(http, id, true, bookmark, ct));
        pages.MapPost("/posts/{id:long}/unbookmark", (HttpContext http, long id, BookmarkPost bookmark, CancellationToken ct) => Keep(http, id, false, bookmark, ct));
        pages.MapPost("/posts/{id:long}/pin", (HttpContext http, long id, PinPost pin, PostShown shown, CancellationToken ct) => Pin(http, id, true, pin, shown, ct));
        pages.MapPost("/posts/{id:long}/unpin", (HttpContext http, long id, PinPost pin, PostShown shown, CancellationToken ct) => Pin(http, id, false, pin, shown, ct));
    }

    private static async Task<IResult> Bookmarks(HttpContext http, StreamPage stream, ReadMarks marks, long? before, CancellationToken ct)
    {
        http.RequireCaller();
        var reader = await stream.Reader(http, ct);
        var shelf = await marks.Bookmarks(reader, new(before), stream.CardsFor(http), ct);
        var older = shelf.More ? $"/bookmarks?before={shelf.Last.ToString(CultureInfo.InvariantCulture)}" : null;
        return Web.Page.Of<BookmarksPage>((await stream.Head(http, http.Words()["posts.bookmarks"], "bookmarks")) with { Robots = "noindex" },
            new Dictionary<string, object?>
            {
                [nameof(BookmarksPage.Empty)] = shelf.Cards.Count == 0 && before is null,
                [nameof(BookmarksPage.Older)] = older,
                [nameof(BookmarksPage.Newest)] = before is null ? null : "/bookmarks",
            }, parts: stream.Part(nameof(BookmarksPage.Cards), shelf.Cards, reader, http, FilterPlaces.None));
    }

    private static async Task<IResult> Keep(HttpContext http, long id, bool kept, BookmarkPost bookmark, CancellationToken ct)
    {
        await bookmark.Run(new(http.RequireCaller().AccountId, id, kept), ct);
        return await Back(http, id);
    }

    private static async Task<IResult> Pin(HttpContext http, long id, bool pinned, PinPost pin, PostShown shown, CancellationToken ct)
    {
        var author = (await shown.Own(http, id, ct)).Author;
        await pin.Run(new(author.Id, id, pinned) { ActingUser = PostShown.ActingUser(http.RequireCaller(), author.Id) }, ct);
        return await Back(http, id);
    }

    /// <summary>Where the form stood, else the post.</summary>
    public static async Task<IResult> Back(HttpContext http, long id)
    {
        var back = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))["back"].ToString() : null;
        return Results.LocalRedirect(LocalPath.Or(back, "/posts/" + id.ToString(CultureInfo.InvariantCulture)));
    }
}
