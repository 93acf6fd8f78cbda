using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Posts.Marks;

namespace Zhibo.Posts.Polls;

/// <summary>Voting at a browser.</summary>
internal static class PollRoutes
{
    public static void MapPolls(this IEndpointRouteBuilder pages) => pages.MapPost("/posts/{id:long}/vote", Vote);

    private static async Task<IResult> Vote(HttpContext http, long id, VotePoll vote, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        var choices = form["choice"].Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : -1).ToList();
        await vote.Run(new(caller.AccountId, id, choices) { ActingUser = caller.ActingUser }, ct);
        return await MarkRoutes.Back(http, id);
    }
}
