using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Posts.Commenting;

/// <summary>The body of a refusal.</summary>
internal sealed record RefusedBecause(string? Reason);

/// <summary>What Mastodon has no word for: comments that wait, and those that stand first.</summary>
internal static class CommentApi
{
    private const int Most = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record HeldJson(string Id, string Author, string Text, string? SpoilerText, string PostId, DateTimeOffset CreatedAt);

    public static void MapCommentApi(this IEndpointRouteBuilder routes)
    {
        var doors = routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json).WithTags("comments");
        doors.MapGet("/comments/held", Waiting).Needs("read:statuses").WithSummary("Comments that wait for the caller to look at them.");
        var api = doors.MapGroup("").Needs("write:statuses");
        api.MapPost("/comments/held/{id:long}/release", (HttpContext http, long id, DecideComment decide, CancellationToken ct) => Decide(http, id, DecideComment.Act.Release, null, decide, ct)).WithSummary("A comment that waits is shown from now on.");
        api.MapPost("/comments/held/{id:long}/refuse", (HttpContext http, long id, RefusedBecause body, DecideComment decide, CancellationToken ct) => Decide(http, id, DecideComment.Act.Refuse, body.Reason, decide, ct)).WithSummary("A comment that waits will not be shown; its author is told why.");
        api.MapPost("/comments/held/{id:long}/withdraw", (HttpContext http, long id, DecideComment decide, CancellationToken ct) => Decide(http, id, DecideComment.Act.Withdraw, null, decide, ct)).WithSummary("The author takes a waiting comment back.");
        api.MapPost("/statuses/{id:long}/feature", (HttpContext http, long id, FeatureComment feature, CancellationToken ct) => Feature(http, id, true, feature, ct)).WithSummary("A comment stands above the others.");
        api.MapPost("/statuses/{id:long}/unfeature", (HttpContext http, long id, FeatureComment feature, CancellationToken ct) => Feature(http, id, false, feature, ct)).WithSummary("A comment stands among the others again.");
    }

    private static async Task<IResult> Waiting(HttpContext http, Db db, CancellationToken ct)
    {
        var caller = http.RequireScope("read:statuses");
        if (caller.Seat is { } seat && !seat.May(Accounts.Acting.ActingRights.Review)) throw new Refusal(RefusalKind.Forbidden, "accounts.no_right");
        var held = await HeldPictures.Load(db, db.HeldComments.Where(h => h.ReviewerId == caller.AccountId && h.RefusedAt == null).OrderBy(h => h.Id).Take(Most), ct);
        return Results.Json(held.Select(h => new HeldJson(Text(h.Comment.Id), h.Picture.Author.Handle, h.Comment.Text, h.Comment.Warning, Text(h.Comment.RootId), Ids.TimeOf(h.Comment.Id))).ToList(), Json);
    }

    private static async Task<IResult> Decide(HttpContext http, long id, DecideComment.Act act, string? reason, DecideComment decide, CancellationToken ct)
    {
        await decide.Run(new(http.RequireScope("write:statuses"), id, act, reason), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> Feature(HttpContext http, long id, bool featured, FeatureComment feature, CancellationToken ct)
    {
        await feature.Run(new(http.RequireScope("write:statuses"), id, featured), ct);
        return Results.NoContent();
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
