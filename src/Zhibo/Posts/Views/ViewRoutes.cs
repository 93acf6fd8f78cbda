using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Accounts;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Posts.Views;

/// <summary>What was seen in a stream, told by its script; and the figures for those who wrote.</summary>
internal static class ViewRoutes
{
    /// <summary>More posts than a person passes in the time between two reports.</summary>
    private const int MostAtOnce = 50;

    private const int ReportsPerMinute = 60;

    public static void MapViews(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/views", Seen).WithDoor(Door.Json);
        routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json).Needs("read:statuses").WithTags("posts")
            .MapGet("/posts/{id:long}/views", Figures).WithSummary("How often a post was read, for its author and those with a seat at the office.");
    }

    /// <summary><c>ids=1,2,3</c>: posts that stood on the screen for a second. What the reader may not see is passed over.</summary>
    private static async Task<IResult> Seen(HttpContext http, ViewLedger ledger, CardShelf shelf, Readers readers, Limits limits, CancellationToken ct)
    {
        if (ViewReader.Of(http) is not { } who) return Results.NoContent();
        limits.Take("views", who, ReportsPerMinute, TimeSpan.FromMinutes(1));
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : throw new Refusal(RefusalKind.Invalid, "shared.error.bad_request");
        var ids = form["ids"].ToString().Split(',', MostAtOnce + 1)
            .Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().Take(MostAtOnce).ToList();
        var reader = await readers.Of(http.Caller(), ct);
        foreach (var card in await shelf.Cards(http.Language()).Get(ids, ct))
        {
            var sight = card.Sight;
            if (!sight.Deleted && reader.CanSee(sight) && sight.SubjectAuthorId != reader.AccountId) ledger.Note(sight.SubjectId, who);
        }
        return Results.NoContent();
    }

    private static async Task<Ok<ViewsJson>> Figures(HttpContext http, long id, PostShown shown, ReadViews views, CancellationToken ct)
    {
        var (_, picture) = await shown.Find(http, id, mayBeDeleted: false, ct);
        if (!await views.May(http.RequireScope("read:statuses"), picture.Author.Id, ct)) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        return TypedResults.Ok(ViewsJson.Of(await views.Run(id, ct)));
    }
}
