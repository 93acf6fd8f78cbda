using System.Buffers;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Posts;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Writing;

namespace Zhibo.ClientApi;

/// <summary>Reading and writing statuses.</summary>
internal static class StatusRoutes
{
    private const int MostStatuses = 40;

    public static void MapStatuses(this IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/statuses", Create);
        api.MapGet("/v1/statuses", Several);
        api.MapGet("/v1/statuses/{id}", Show);
        api.MapPut("/v1/statuses/{id}", Edit);
        api.MapDelete("/v1/statuses/{id}", Delete);
        api.MapGet("/v1/statuses/{id}/context", Context);
        api.MapGet("/v1/statuses/{id}/source", Source);
        api.MapGet("/v1/statuses/{id}/history", History);
    }

    private static async Task Create(HttpContext http)
    {
        var caller = http.RequireScope("write:statuses");
        var input = StatusInput.Create(await Fields.Read(http), caller, http.Request.Headers["Idempotency-Key"].ToString());
        var place = http.Place();
        var moment = place.Cards.Moment;
        var post = await http.Of<CreatePost>().Run(input, http.RequestAborted);
        var reader = await http.Reader();
        if (post.Held)
        {
            // Nobody can ask for it by its id yet: its author hears of it this once.
            var held = await HeldPictures.Of(http.Of<Db>(), post, http.RequestAborted);
            await Answers.Status(http, new Card(Sight.Of(held), place.Statuses.Draw(held)), reader);
            return;
        }
        var card = await http.Of<FreshCards>().Draw(place, post, moment, http.RequestAborted) ?? await http.Card(place, reader, post.Id);
        await Answers.Status(http, card, reader);
    }

    private static async Task Several(HttpContext http)
    {
        var reader = await http.ReaderWith("read:statuses");
        var ids = Fields.OfQuery(http).IdList("id", MostStatuses);
        var cards = await http.Place().Cards.Get(ids, http.RequestAborted);
        await Answers.Statuses(http, [.. cards.Where(c => !c.Sight.Deleted && reader.CanSee(c.Sight))], reader);
    }

    private static async Task Show(HttpContext http)
    {
        var reader = await http.ReaderWith("read:statuses");
        await Answers.Status(http, await http.Card(http.Place(), reader, http.RouteId()), reader);
    }

    private static async Task Edit(HttpContext http)
    {
        var caller = http.RequireScope("write:statuses");
        var id = http.RouteId();
        var fields = await Fields.Read(http);
        var post = await http.Of<Db>().Posts.FirstOrDefaultAsync(p => p.Id == id && p.AuthorId == caller.AccountId && p.DeletedAt == null, http.RequestAborted);
        await http.Of<EditPost>().Run(StatusInput.Edit(fields, post ?? throw Asking.NotFound(), await Shown(http, post), caller), http.RequestAborted);
        var reader = await http.Reader();
        await Answers.Status(http, await http.Card(http.Place(), reader, id), reader);
    }

    private static async Task<IReadOnlyList<long>> Shown(HttpContext http, Post post) =>
        post.MediaCount == 0 ? [] : [.. (await Attachments.Of(http.Of<Db>(), [post.Id], http.RequestAborted))[post.Id].Select(m => m.Id)];

    /// <summary>Answers with the status as it was and its text as written, so that a client can offer it for writing anew.</summary>
    private static async Task Delete(HttpContext http)
    {
        var caller = http.RequireScope("write:statuses");
        var id = http.RouteId();
        var reader = await http.Reader();
        var card = await http.Card(http.Place(), reader, id);
        var post = await http.Of<DeletePost>().Run(new(caller.AccountId, id) { ActingUser = caller.ActingUser }, http.RequestAborted);
        await Answers.Status(http, card, reader, post.Text);
    }

    private static async Task Context(HttpContext http)
    {
        var (place, reader) = (http.Place(), await http.ReaderWith("read:statuses"));
        var card = await http.Card(place, reader, http.RouteId());
        // A repost without words has no thread of its own.
        if (card.Sight.SubjectId != card.Sight.PostId) card = await http.Card(place, reader, card.Sight.SubjectId);
        var thread = await http.Of<Threads>().Around(card, reader, place.Cards, http.RequestAborted);
        await Answers.Raw(http, output =>
        {
            output.Write("{\"ancestors\":"u8);
            // Where a deleted comment stood is known from the ids of those around it.
            Answers.WriteList(output, [.. thread.Ancestors.Where(c => !c.Sight.Deleted)], reader);
            output.Write(",\"descendants\":"u8);
            Answers.WriteList(output, [.. thread.Comments.Select(c => c.Card).Where(c => !c.Sight.Deleted)], reader);
            output.Write("}"u8);
        });
    }

    private static async Task Source(HttpContext http)
    {
        http.RequireScope("read:statuses");
        var picture = await Picture(http);
        await Answers.Entity(http, json =>
        {
            json.WriteStartObject();
            json.WriteId("id", picture.Post.Id);
            json.WriteString("text", picture.Post.Text);
            json.WriteString("spoiler_text", picture.Post.Warning ?? "");
            json.WriteEndObject();
        });
    }

    private static async Task History(HttpContext http)
    {
        await http.ReaderWith("read:statuses");
        var picture = await Picture(http);
        var edits = await http.Of<Db>().PostEdits.Where(e => e.PostId == picture.Post.Id).OrderBy(e => e.Version).ToListAsync(http.RequestAborted);
        var statuses = http.Place().Statuses;
        await Answers.Entity(http, json => statuses.WriteHistory(json, picture, edits));
    }

    private static async Task<PostPicture> Picture(HttpContext http)
    {
        var reader = await http.Reader();
        var picture = await PostPictures.One(http.Of<Db>(), http.RouteId(), http.RequestAborted);
        return picture is not null && Sight.Of(picture) is { Deleted: false } sight && reader.CanSee(sight) ? picture.Subject : throw Asking.NotFound();
    }
}
