using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Pages;

/// <summary>What the composer offers after @ and #.</summary>
internal static class CompleteRoutes
{
    private const int Most = 6;
    private const int LongestQuestion = 40;

    private sealed record Offer(string Text, string? Hint);

    public static void MapComplete(this IEndpointRouteBuilder routes) => routes.MapGet("/complete", Complete);

    private static async Task<IResult> Complete(HttpContext http, Db db, string? q, CancellationToken ct)
    {
        http.RequireCaller();
        if (q is not { Length: > 1 and <= LongestQuestion } || !InputText.CleanLine(q, LongestQuestion).Ok) return Results.Json(Array.Empty<Offer>());
        return Results.Json(q[0] is '@' or '＠' ? await Accounts(db, q[1..], ct) : await Topics(db, TopicName.Key(q[1..]), http.Words(), ct));
    }

    private static async Task<List<Offer>> Accounts(Db db, string typed, CancellationToken ct)
    {
        var (from, to) = Range(typed);
        var (lower, upper) = Range(typed.ToLowerInvariant());
        var found = await db.Accounts.Where(a => a.FrozenAt == null &&
                ((string.Compare(a.Nickname, from) >= 0 && string.Compare(a.Nickname, to) < 0) || (string.Compare(a.Handle, lower) >= 0 && string.Compare(a.Handle, upper) < 0)))
            .OrderByDescending(a => a.FollowersCount).Take(Most).ToListAsync(ct);
        return [.. found.Select(a => new Offer("@" + a.Nickname, a.Unit ?? "@" + a.Handle))];
    }

    private static async Task<List<Offer>> Topics(Db db, string typed, Words words, CancellationToken ct)
    {
        var (from, to) = Range(typed);
        var found = await db.Topics.Where(t => string.Compare(t.Key, from) >= 0 && string.Compare(t.Key, to) < 0 && t.PostsCount > 0)
            .OrderByDescending(t => t.PostsCount).Take(Most).ToListAsync(ct);
        return [.. found.Select(t => new Offer($"#{t.Name}#", words["posts.count", HumanCount.Of(t.PostsCount, words)]))];
    }

    /// <summary>Everything that starts with the typed text, as a range an index can answer.</summary>
    private static (string From, string To) Range(string typed) => (typed, typed + '\uFFFD');
}
