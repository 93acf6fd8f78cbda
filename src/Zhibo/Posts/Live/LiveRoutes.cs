using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Zhibo.Accounts;

namespace Zhibo.Posts.Live;

/// <summary>Server-sent events of an open page: post (an id), unread (a number), beat (nothing; keeps the line open).</summary>
internal static class LiveRoutes
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(25);

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapGet("/events", Events);

    private static async Task<IResult> Events(HttpContext http, LiveStreams streams, IEnumerable<LiveSource> sources, IHostApplicationLifetime life, TimeProvider clock, string? stream, CancellationToken ct)
    {
        var account = http.Caller()?.AccountId ?? 0;
        if (await Choose(stream ?? "", account, sources, ct) is not { } choice) return Results.NotFound();
        // A proxy that gathers the answer would hold the news back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Read(streams, choice, account, life, clock, ct));
    }

    /// <summary>Home is for those who are somebody; null where a module above knows no such stream.</summary>
    private static async ValueTask<LiveChoice?> Choose(string asked, long account, IEnumerable<LiveSource> sources, CancellationToken ct)
    {
        var colon = asked.IndexOf(LiveSource.Colon, StringComparison.Ordinal);
        if (colon < 0) return new(asked == "home" && account != 0);
        if (sources.FirstOrDefault(s => asked.AsSpan(0, colon).SequenceEqual(s.Kind)) is not { } source) return null;
        return await source.Of(asked[(colon + 1)..], ct) is { } takes ? new(Home: false, takes) : null;
    }

    private static async IAsyncEnumerable<SseItem<string>> Read(
        LiveStreams streams, LiveChoice choice, long account, IHostApplicationLifetime life, TimeProvider clock, [EnumeratorCancellation] CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, life.ApplicationStopping);
        var stream = await streams.Open(choice, account, ends.Token);
        await using var beat = clock.CreateTimer(_ => stream.Offer(new LiveEvent("beat", "")), null, Beat, Beat);
        try
        {
            // Tells the browser that the line stands.
            yield return new SseItem<string>("", "beat");
            while (true)
            {
                LiveEvent news;
                try { news = await stream.Next(ends.Token); }
                catch (OperationCanceledException) { break; }
                yield return new SseItem<string>(news.Data, news.Kind);
            }
        }
        finally
        {
            streams.Close(stream);
        }
    }
}
