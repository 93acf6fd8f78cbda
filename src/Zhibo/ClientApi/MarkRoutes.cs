using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Posts.Marks;
using Zhibo.Posts.Writing;

namespace Zhibo.ClientApi;

/// <summary>Favourites and reblogs, and who gave them.</summary>
internal static class MarkRoutes
{
    public static void MapMarks(this IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/statuses/{id}/favourite", (RequestDelegate)(http => Like(http, true)));
        api.MapPost("/v1/statuses/{id}/unfavourite", (RequestDelegate)(http => Like(http, false)));
        api.MapPost("/v1/statuses/{id}/reblog", Reblog);
        api.MapPost("/v1/statuses/{id}/unreblog", Unreblog);
        api.MapPost("/v1/statuses/{id}/bookmark", (RequestDelegate)(http => Bookmark(http, true)));
        api.MapPost("/v1/statuses/{id}/unbookmark", (RequestDelegate)(http => Bookmark(http, false)));
        api.MapPost("/v1/statuses/{id}/pin", (RequestDelegate)(http => Pin(http, true)));
        api.MapPost("/v1/statuses/{id}/unpin", (RequestDelegate)(http => Pin(http, false)));
        api.MapGet("/v1/bookmarks", Bookmarks);
        api.MapGet("/v1/statuses/{id}/favourited_by", FavouritedBy);
        api.MapGet("/v1/statuses/{id}/reblogged_by", RebloggedBy);
    }

    private static async Task Like(HttpContext http, bool liked)
    {
        var caller = http.RequireScope("write:favourites");
        var id = await http.Of<LikePost>().Run(new(caller.AccountId, http.RouteId(), liked) { ActingUser = caller.ActingUser }, http.RequestAborted);
        await Show(http, id);
    }

    private static async Task Reblog(HttpContext http)
    {
        var caller = http.RequireScope("write:statuses");
        var fields = await Fields.Read(http);
        var visibility = fields.Visibility("visibility") ?? Visibility.Public;
        // Nobody would see it.
        if (visibility == Visibility.Direct) throw Fields.Unsupported("visibility");
        var post = await http.Of<RepostPost>().Run(new(caller.AccountId, http.RouteId(), visibility) { ActingUser = caller.ActingUser }, http.RequestAborted);
        await Show(http, post.Id);
    }

    private static async Task Unreblog(HttpContext http)
    {
        var caller = http.RequireScope("write:statuses");
        await Show(http, await http.Of<RepostPost>().Undo(new(caller.AccountId, http.RouteId()) { ActingUser = caller.ActingUser }, http.RequestAborted));
    }

    private static async Task Bookmark(HttpContext http, bool kept)
    {
        var caller = http.RequireScope("write:bookmarks");
        await Show(http, await http.Of<BookmarkPost>().Run(new(caller.AccountId, http.RouteId(), kept), http.RequestAborted));
    }

    private static async Task Bookmarks(HttpContext http)
    {
        http.RequireScope("read:bookmarks");
        var (place, reader) = (http.Place(), await http.Reader());
        var shelf = await http.Of<ReadMarks>().Bookmarks(reader, http.Page(), place.Cards, http.RequestAborted);
        await Answers.Statuses(http, shelf.Cards, reader, shelf.Last == 0 ? null : Paging.Link(http, place, shelf.First, shelf.Last));
    }

    private static async Task Pin(HttpContext http, bool pinned)
    {
        var caller = http.RequireScope("write:accounts");
        await http.Of<PinPost>().Run(new(caller.AccountId, http.RouteId(), pinned) { ActingUser = caller.ActingUser }, http.RequestAborted);
        await Show(http, http.RouteId());
    }

    private static async Task Show(HttpContext http, long id)
    {
        var reader = await http.Reader();
        await Answers.Status(http, await http.Card(http.Place(), reader, id), reader);
    }

    private static async Task FavouritedBy(HttpContext http)
    {
        var reader = await http.ReaderWith("read:statuses");
        var id = (await http.Card(http.Place(), reader, http.RouteId())).Sight.SubjectId;
        var likes = http.Of<Db>().Likes.Where(l => l.PostId == id).Select(l => new AccountLists.Link { Id = l.Id, AccountId = l.AccountId });
        await AccountLists.Answer(http, likes, reader);
    }

    private static async Task RebloggedBy(HttpContext http)
    {
        var reader = await http.ReaderWith("read:statuses");
        var id = (await http.Card(http.Place(), reader, http.RouteId())).Sight.SubjectId;
        var db = http.Of<Db>();
        var original = await db.Posts.Where(p => p.Id == id).Select(p => p.RepostOfId).FirstOrDefaultAsync(http.RequestAborted);
        var me = reader.AccountId;
        // The index is by the end of the chain; those who took it from somebody else's words passed on those.
        var reposts = db.Posts
            .Where(p => p.RepostOfId == (original ?? id) && p.RepostViaId == (original == null ? null : id))
            .Where(p => p.Kind == PostKind.Repost && p.DeletedAt == null && (p.Visibility <= Visibility.Unlisted || p.AuthorId == me))
            .Select(p => new AccountLists.Link { Id = p.Id, AccountId = p.AuthorId });
        await AccountLists.Answer(http, reposts, reader);
    }
}
