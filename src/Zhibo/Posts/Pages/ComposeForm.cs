using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Media.Pages;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>The page on which one writes, and the form that comes back from it.</summary>
internal sealed class ComposeForm(StreamPage stream, PostShown shown, Db db, UploadMedia upload)
{
    public ComposerView New(string back) => stream.Composer(back);

    public async Task<ComposerView> Read(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType) throw new Refusal(RefusalKind.Invalid, "posts.no_form");
        var form = await http.Request.ReadFormAsync(ct);
        return new ComposerView(form["key"].ToString())
        {
            As = Given(form[VoiceChoice.Field]),
            Text = form["text"].ToString(),
            Warning = Given(form["warning"]),
            Visibility = Enum.TryParse<Visibility>(form["visibility"], ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : Visibility.Public,
            Language = Given(form["language"]),
            Parent = Number(form["parent"]),
            Repost = Number(form["repost"]),
            MayBeEmpty = form.ContainsKey("repost"),
            Reason = Given(form["reason"]),
            Poll = PollForm.Of(form),
            Who = WhoChoice.Of(form["who"]),
            Back = LocalPath.Or(form["back"], "/"),
            Attached = AttachedForm.Read(form),
        };
    }

    /// <summary>Sends the files of the form; from here on a refusal does not lose them.</summary>
    public async Task<ComposerView> Send(HttpContext http, ComposerView view, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        return view with { Attached = await view.Attached!.Send(upload, caller.AccountId, caller.UserId, ct) };
    }

    /// <summary>The form with what was just done to its files, before anything is published.</summary>
    public Task<IResult> Meanwhile(HttpContext http, ComposerView view, CancellationToken ct) => Show(http, view with { Limit = stream.Composer("/").Limit }, ct);

    public async Task<IResult> Again(HttpContext http, ComposerView view, Refusal refusal, CancellationToken ct)
    {
        if (refusal.RetryAfter is { } wait) http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return await Show(http, view with { Error = http.Words()[refusal.Word, refusal.Args], Limit = stream.Composer("/").Limit, Focus = true }, ct, (int)refusal.Kind);
    }

    public async Task<IResult> Show(HttpContext http, ComposerView view, CancellationToken ct, int status = StatusCodes.Status200OK)
    {
        PostPicture? about = null;
        if ((view.Repost ?? view.Parent) is { } id) (_, about) = await shown.Find(http, id, mayBeDeleted: false, ct);
        if (view.Parent is not null) view = view with { Answering = about!.Author.Nickname };
        if (view.Attached is { } attached) view = view with { Media = await attached.Show(db, http.RequireCaller().UserId, view.EditsPost, ct) };
        view = await stream.WithVoices(http, view, ct);
        return Web.Page.Of<ComposePage>(await stream.Head(http, http.Words()["web.compose"], "compose"), new Dictionary<string, object?>
        {
            [nameof(ComposePage.View)] = view,
            [nameof(ComposePage.About)] = about is null ? null : new QuoteView { Original = PostViews.Of(about) },
        }, status);
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
