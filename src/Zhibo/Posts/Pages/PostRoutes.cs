using System.Buffers;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Views;
using Zhibo.Posts.Writing;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>A post, its thread and its history.</summary>
internal static class PostRoutes
{
    public static void MapPostPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/@{handle}/{id:long}", Show).WithMetadata(new CountsReaders());
        pages.MapGet("/@{handle}/{id:long}/history", History);
        pages.MapGet("/posts/{id:long}", Find);
    }

    private static async Task<IResult> Find(HttpContext http, long id, PostShown shown, CancellationToken ct) =>
        Results.LocalRedirect(PostViews.Of((await shown.Find(http, id, mayBeDeleted: true, ct)).Picture).Url);

    private static async Task<IResult> Show(HttpContext http, string handle, long id, PostShown shown, Threads threads, CommentBoards boards, StreamPage stream, CardShelf shelf, HeadParts<PostPicture> parts, ReadViews views, CancellationToken ct)
    {
        var (reader, picture) = await shown.Find(http, id, mayBeDeleted: true, ct);
        var view = PostViews.Of(picture);
        if (view.Id != id || picture.Author.Handle != handle) return Results.LocalRedirect(view.Url);
        var card = (await shelf.Large(http.Language()).One(id, ct))!;
        var thread = await threads.Around(card, reader, shelf.Comments(http.Language()), ct);
        var board = await boards.Of(http, picture, reader, ct);
        var root = picture.Post.RootId is { } top ? await shown.Peek(reader, top, ct) : null;
        var page = new PostPageView(view)
        {
            Root = root is null ? null : PostViews.Of(root),
            Count = thread.Comments.Count(c => !c.Card.Sight.Deleted),
            SignedIn = !reader.IsStranger,
            Board = board,
            Composer = reader.IsStranger || view.Deleted || !(board.Ruling.Allows || board.Leads) ? null : await stream.WithVoices(http,
                stream.Composer(view.Url) with { Parent = id, Answering = picture.Author.Nickname, Visibility = picture.Post.Visibility }, ct),
            Back = "/@" + picture.Author.Handle,
            Views = !view.Deleted && await views.May(http.Caller(), picture.Author.Id, ct) ? await views.Run(id, ct) : null,
        };
        var head = await stream.Head(http, Title(picture), null, parts, picture);
        head = head with { Description = PostHtml.Plain(picture.Post.Text, 150), Robots = picture.Post.Visibility == Visibility.Public && !picture.Author.HiddenFromSearch ? null : "noindex" };
        return Web.Page.Of<PostPage>(head, new Dictionary<string, object?> { [nameof(PostPage.View)] = page },
            view.Deleted ? StatusCodes.Status410Gone : StatusCodes.Status200OK,
            new Dictionary<string, Action<IBufferWriter<byte>>>
            {
                [nameof(PostPage.Card)] = shelf.Stream([card], reader, view.Url, await shown.Offices(http, picture.Subject.Author.Id, PostRights.For(picture.Subject.Post.Kind), ct),
                    await shown.IsPinned(reader, picture, ct), FilterPlaces.None),
                [nameof(PostPage.Comments)] = shelf.Thread(
                    picture.Post.Kind == PostKind.Comment ? thread.Comments : CommentBoards.InOrder(thread.Comments, board.Featured),
                    reader, view.Url, await shown.Offices(http, picture.Author.Id, ActingRights.Answer, ct), board),
            });
    }

    private static async Task<IResult> History(HttpContext http, long id, PostShown shown, StreamPage stream, Db db, CancellationToken ct)
    {
        var (_, picture) = await shown.Find(http, id, mayBeDeleted: false, ct);
        var edits = await db.PostEdits.Where(e => e.PostId == id).OrderBy(e => e.Version).ToListAsync(ct);
        List<(string, string?, DateTimeOffset, string?)> states = [.. edits.Select(e => (e.Text, e.Warning, e.WrittenAt, e.Reason))];
        states.Add((picture.Post.Text, picture.Post.Warning, picture.Post.EditedAt ?? picture.Post.CreatedAt, null));
        var view = PostViews.Of(picture);
        return Web.Page.Of<HistoryPage>((await stream.Head(http, http.Words()["posts.history"], null)) with { Robots = "noindex" },
            new Dictionary<string, object?> { [nameof(HistoryPage.View)] = HistoryView.Of(view.Author, view.Url, states) });
    }

    private static string Title(PostPicture picture) => picture.Post.DeletedAt is not null
        ? picture.Author.Nickname
        : PostHtml.Plain(PostViews.Said(picture), 40) is { Length: > 0 } said ? $"{picture.Author.Nickname}: {said}" : picture.Author.Nickname;
}
