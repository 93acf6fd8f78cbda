using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Documents;
using Zhibo.Documents.Api;
using Zhibo.Documents.Reading;
using Zhibo.Posts.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Posts.Publishing;

/// <param name="Path">/desk/{handle}/documents/{id}</param>
/// <param name="Key">Sending the form twice makes one post.</param>
public sealed record PublishView(string Path, string Key, string Text, DocumentCard Card, int Limit);

/// <summary>The words of the post that will carry a document.</summary>
internal sealed record PublishDocumentJson
{
    /// <summary>Empty: title and number.</summary>
    public string? Text { get; init; }
}

/// <summary>Where a draft becomes public: at the desk, and for programs.</summary>
internal static class PublishRoutes
{
    public static void MapPublishing(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk/{handle}/documents/{id:long}/publish", Ask);
        pages.MapPost("/desk/{handle}/documents/{id:long}/publish", Publish);
    }

    public static void MapPublishApi(this IEndpointRouteBuilder routes) =>
        routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json).WithTags("documents")
            .MapPost("/documents/{id:long}/publish", Say).Needs("write:statuses").WithSummary("Publishes a draft with a post that carries it.");

    private static async Task<IResult> Ask(HttpContext http, string handle, long id, StaffFrame staff, ReadDocuments read, PublishDocument publish, Composers composers, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        var picture = await Draft(read, seat, id, ct);
        return await Page(http, seat, staff, new(PathOf(seat, id), composers.NextKey().ToString(CultureInfo.InvariantCulture), publish.Usual(picture.Document), DocumentCard.Of(picture.Document, picture.Files.Count), composers.Limit), null, ct);
    }

    private static async Task<IResult> Publish(HttpContext http, string handle, long id, StaffFrame staff, ReadDocuments read, PublishDocument publish, Composers composers, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        var form = await FormPages.Read(http, ct);
        var (text, key) = (form["text"].ToString(), form["key"].ToString());
        var picture = await read.Own(seat.AccountId, id, ct);
        return await FormPages.Try(async () =>
        {
            await publish.Run(new(seat.AccountId, http.RequireCaller().UserId, id) { Text = text, Key = key.Length == 0 ? null : "page " + key }, ct);
            return Results.LocalRedirect(picture.Document.Url + "?done=documents.published");
        }, refusal => Page(http, seat, staff, new(PathOf(seat, id), key, text, DocumentCard.Of(picture.Document, picture.Files.Count), composers.Limit), refusal, ct));
    }

    private static async Task<Ok<DocumentJson>> Say(HttpContext http, long id, PublishDocumentJson asked, PublishDocument publish, ReadDocuments read, PageFrame frame, CancellationToken ct)
    {
        var caller = http.RequireScope("write:statuses");
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        await publish.Run(new(caller.AccountId, caller.ActingUser, id) { Text = asked.Text ?? "", Key = key.Length == 0 ? null : key }, ct);
        return TypedResults.Ok(DocumentJson.Of(await read.Own(caller.AccountId, id, ct), frame.SiteUrl(http)));
    }

    private static async Task<DocumentPicture> Draft(ReadDocuments read, ActingSeat seat, long id, CancellationToken ct) =>
        await read.Own(seat.AccountId, id, ct) is { Document.State: DocumentState.Draft } draft ? draft : throw new Refusal(RefusalKind.Conflict, "documents.published_already");

    private static async Task<IResult> Page(HttpContext http, ActingSeat seat, StaffFrame staff, PublishView view, Refusal? refusal, CancellationToken ct)
    {
        var head = await staff.Desk(http, seat, http.Words()["posts.publishing.title"], "documents", ct);
        return FormPages.Show<PublishPage, PublishView>(http, head, view, refusal);
    }

    private static string PathOf(ActingSeat seat, long id) => string.Create(CultureInfo.InvariantCulture, $"/desk/{seat.Handle}/documents/{id}");
}
