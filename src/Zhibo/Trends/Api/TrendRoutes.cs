using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Accounts;
using Zhibo.Shared.Http;
using Zhibo.Trends.Hosts;

namespace Zhibo.Trends.Api;

/// <summary>Trends, topics and their hosts for programs. Reading is open to everybody.</summary>
internal static class TrendRoutes
{
    /// <summary>Where the name of the topic stands in the address.</summary>
    private const int NamePart = 5;

    public static void MapTrendApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json).WithTags("topics");
        api.MapGet("/halls/{slug}/trends", Trends).WithSummary("What is talked about at a hall more than usual, highest first, with the numbers behind it.");
        api.MapGet("/topics/{name}", One).WithSummary("One topic with figures, host, introduction and pinned posts.");
        var write = api.MapGroup("").Needs("write:statuses");
        write.MapPut("/topics/{name}/host", Host).WithSummary("The calling agency takes a topic that nobody hosts, or writes its introduction anew.");
        write.MapPost("/topics/{name}/pins/{postId:long}", Pin).WithSummary("The host sets a post of the topic above the others.");
        write.MapDelete("/topics/{name}/pins/{postId:long}", Unpin).WithSummary("A pinned post stands among the others again.");
    }

    private static Ok<IReadOnlyList<TrendJson>> Trends(HttpContext http, string slug, TopicDoor door) => TypedResults.Ok(door.Trends(http, slug));

    private static async Task<Ok<TopicJson>> One(HttpContext http, string name, TopicDoor door, CancellationToken ct) =>
        TypedResults.Ok(await door.Topic(http, RawPath.Segment(http, NamePart, name), ct));

    private static async Task<Ok<TopicJson>> Host(HttpContext http, string name, HostBody body, TopicDoor door, HostTopic host, CancellationToken ct)
    {
        var (caller, topic) = (http.RequireScope("write:statuses"), RawPath.Segment(http, NamePart, name));
        await host.Run(new(caller.AccountId, topic, body.Introduction ?? "") { ActingUser = caller.ActingUser }, ct);
        return TypedResults.Ok(await door.Topic(http, topic, ct));
    }

    private static Task<NoContent> Pin(HttpContext http, string name, long postId, PinInTopic pin, CancellationToken ct) => Set(http, name, postId, true, pin, ct);

    private static Task<NoContent> Unpin(HttpContext http, string name, long postId, PinInTopic pin, CancellationToken ct) => Set(http, name, postId, false, pin, ct);

    private static async Task<NoContent> Set(HttpContext http, string name, long postId, bool pinned, PinInTopic pin, CancellationToken ct)
    {
        var caller = http.RequireScope("write:statuses");
        await pin.Run(new(caller.AccountId, RawPath.Segment(http, NamePart, name), postId, pinned) { ActingUser = caller.ActingUser }, ct);
        return TypedResults.NoContent();
    }
}
