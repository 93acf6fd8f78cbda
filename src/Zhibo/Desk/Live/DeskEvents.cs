using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;

namespace Zhibo.Desk.Live;

/// <summary>Server-sent events of an open desk: counts (a JSON object, place to number) at the beginning, with every change
/// and now and then to keep the line open; it ends when the seat does.</summary>
internal sealed class DeskEvents(DeskStreams streams, ActingSeats seats, IServiceScopeFactory scopes, TimeProvider clock, IHostApplicationLifetime life)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(25);

    public IResult Open(HttpContext http, ActingSeat seat)
    {
        // A proxy that gathers the answer would hold the news back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Read(seat.AccountId, http.RequireCaller().UserId, http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> Read(long agency, long user, [EnumeratorCancellation] CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(ct, life.ApplicationStopping);
        var stream = streams.Open(agency, user);
        await using var beat = clock.CreateTimer(_ => stream.Ring(), null, Beat, Beat);
        try
        {
            while (await Counts(agency, user, ends.Token) is { } counts)
            {
                yield return new SseItem<string>(counts, "counts");
                try { await stream.Next(ends.Token); }
                catch (OperationCanceledException) { break; }
            }
        }
        finally
        {
            streams.Close(stream);
        }
    }

    private async Task<string?> Counts(long agency, long user, CancellationToken ct)
    {
        try
        {
            if (await seats.At(user, agency, ct) is not { } seat) return null;
            await using var scope = scopes.CreateAsyncScope();
            return JsonSerializer.Serialize(await scope.ServiceProvider.GetRequiredService<StaffFrame>().Counts(seat, user, ct));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
