using System.Globalization;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Reading;

namespace Zhibo.ClientApi;

/// <summary>A poll by itself, and voting in it.</summary>
internal static class PollRoutes
{
    public static void MapPolls(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/polls/{id}", Show);
        api.MapPost("/v1/polls/{id}/votes", Vote);
    }

    private static async Task Show(HttpContext http)
    {
        var reader = await http.ReaderWith("read:statuses");
        await Answer(http, reader, http.RouteId());
    }

    private static async Task Vote(HttpContext http)
    {
        var caller = http.RequireScope("write:statuses");
        var choices = (await Fields.Read(http)).List("choices").Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1).ToList();
        var id = await http.Of<VotePoll>().Run(new(caller.AccountId, http.RouteId(), choices) { ActingUser = caller.ActingUser }, http.RequestAborted);
        await Answer(http, await http.Reader(), id);
    }

    private static async Task Answer(HttpContext http, Reader reader, long id)
    {
        var sight = (await http.Card(http.Place(), reader, id)).Sight;
        if (sight.Poll is not { } poll || poll.Id != id) throw Asking.NotFound();
        await Answers.Entity(http, json => PollJson.Write(json, poll, sight.SubjectAuthorId, reader));
    }
}
