using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Media;
using Zhibo.Media.Pages;
using Zhibo.Posts.Writing;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>Writing with plain forms: post, redirect, get. A refusal shows the form again with what was typed.</summary>
internal static class WriteRoutes
{
    public static void MapWriting(this IEndpointRouteBuilder pages)
    {
        var rules = pages.ServiceProvider.GetRequiredService<UploadRules>();
        pages.MapGet("/compose", Compose);
        pages.MapGet("/posts/{id:long}/repost", Passing);
        pages.MapGet("/posts/{id:long}/edit", Editing);
        pages.MapGet("/posts/{id:long}/delete", Deleting);
        pages.MapPost("/posts", Create).TakesFiles(rules);
        pages.MapPost("/posts/{id:long}/edit", Edit).TakesFiles(rules);
        pages.MapPost("/posts/{id:long}/delete", Delete);
        pages.MapPost("/posts/{id:long}/like", (HttpContext http, long id, PostButtons buttons, CancellationToken ct) => buttons.Like(http, id, true, ct));
        pages.MapPost("/posts/{id:long}/unlike", (HttpContext http, long id, PostButtons buttons, CancellationToken ct) => buttons.Like(http, id, false, ct));
        pages.MapPost("/posts/{id:long}/repost", (HttpContext http, long id, PostButtons buttons, CancellationToken ct) => buttons.Repost(http, id, true, ct));
        pages.MapPost("/posts/{id:long}/unrepost", (HttpContext http, long id, PostButtons buttons, CancellationToken ct) => buttons.Repost(http, id, false, ct));
    }

    private static async Task<IResult> Compose(HttpContext http, ComposeForm form, string? text, long? parent, string? @as, CancellationToken ct)
    {
        http.RequireCaller();
        return await form.Show(http, form.New("/") with { As = @as, Text = text?.Length <= 2000 ? text : "", Parent = parent, Focus = true }, ct);
    }

    private static async Task<IResult> Passing(HttpContext http, long id, ComposeForm form, CancellationToken ct)
    {
        http.RequireCaller();
        return await form.Show(http, form.New("/") with { Repost = id, MayBeEmpty = true, Focus = true }, ct);
    }

    private static async Task<IResult> Editing(HttpContext http, long id, ComposeForm form, PostShown shown, CancellationToken ct)
    {
        var picture = await shown.Own(http, id, ct);
        return await form.Show(http, form.New(PostViews.Of(picture).Url) with
        {
            Action = EditAction(id),
            EditsPost = id,
            Media = PostViews.Of(picture).Media,
            Text = picture.Post.Text,
            Warning = picture.Post.Warning,
            Language = picture.Post.Language,
            AskReason = true,
            Focus = true,
        }, ct);
    }

    private static async Task<IResult> Deleting(HttpContext http, long id, PostShown shown, StreamPage stream, CancellationToken ct)
    {
        var picture = await shown.Own(http, id, ct);
        return Web.Page.Of<DeletePage>(await stream.Head(http, http.Words()["posts.delete.title"], null),
            new Dictionary<string, object?> { [nameof(DeletePage.Post)] = PostViews.Of(picture) });
    }

    private static async Task<IResult> Create(HttpContext http, CreatePost create, RepostPost repost, ComposeForm form, VoiceChoice voices, CancellationToken ct)
    {
        http.RequireCaller();
        var view = await form.Read(http, ct);
        var caller = await voices.Take(http, view.As, ct);
        try
        {
            view = await form.Send(http, view, ct);
            if (view.Attached!.Again) return await form.Meanwhile(http, view, ct);
            // Passing on without a word is a repost, whichever button was pressed.
            var post = view.Repost is { } target && string.IsNullOrWhiteSpace(view.Text) && view.Attached.Wanted.Count == 0
                ? await repost.Run(new(caller.AccountId, target, view.Visibility) { ActingUser = caller.ActingUser }, ct)
                : await create.Run(new(caller.AccountId, view.Text)
                {
                    ActingUser = caller.ActingUser,
                    Visibility = view.Visibility,
                    Warning = view.Warning,
                    Language = view.Language,
                    CommentOn = view.Parent,
                    RepostOf = view.Repost,
                    Media = view.Attached.Wanted,
                    Poll = view.Poll?.Input,
                    Who = view.Who,
                    IdempotencyKey = view.Key.Length == 0 ? null : "page " + view.Key,
                }, ct);
            var back = LocalPath.Or(view.Back, "/");
            if (post.Held) return Results.LocalRedirect(back.Split('?')[0] + "?done=posts.comment_waits");
            return Results.LocalRedirect(view.Parent is null ? back : $"{back}#c{post.Id.ToString(CultureInfo.InvariantCulture)}");
        }
        // Whoever does not take a message says so; what was written stays in the box.
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.TooLarge or RefusalKind.TooMany or RefusalKind.Busy || (refusal.Kind is RefusalKind.Forbidden && view.Visibility == Visibility.Direct))
        {
            return await form.Again(http, view, refusal, ct);
        }
    }

    private static async Task<IResult> Edit(HttpContext http, long id, EditPost edit, ComposeForm form, PostShown shown, CancellationToken ct)
    {
        var picture = await shown.Own(http, id, ct);
        var view = (await form.Read(http, ct)) with { Action = EditAction(id), EditsPost = id, AskReason = true };
        try
        {
            view = await form.Send(http, view, ct);
            if (view.Attached!.Again) return await form.Meanwhile(http, view, ct);
            var actingUser = PostShown.ActingUser(http.RequireCaller(), picture.Author.Id);
            await edit.Run(new(picture.Author.Id, id, view.Text) { ActingUser = actingUser, Warning = view.Warning, Language = view.Language, Reason = view.Reason, Media = view.Attached.Wanted }, ct);
            return Results.LocalRedirect(PostViews.Of(picture).Url);
        }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.TooLarge or RefusalKind.TooMany or RefusalKind.Busy)
        {
            return await form.Again(http, view, refusal, ct);
        }
    }

    private static async Task<IResult> Delete(HttpContext http, long id, DeletePost delete, PostShown shown, CancellationToken ct)
    {
        var author = (await shown.Own(http, id, ct)).Author;
        await delete.Run(new(author.Id, id) { ActingUser = PostShown.ActingUser(http.RequireCaller(), author.Id) }, ct);
        return Results.LocalRedirect($"/@{author.Handle}?done=posts.deleted");
    }

    private static string EditAction(long id) => $"/posts/{id.ToString(CultureInfo.InvariantCulture)}/edit";
}
