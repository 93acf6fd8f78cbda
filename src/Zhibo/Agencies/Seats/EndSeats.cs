using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Jobs;

namespace Zhibo.Agencies.Seats;

/// <summary>Seats whose time is over give no right already; this takes them out and writes it down.</summary>
public sealed class EndSeats(Db read, Writer writer, TimeProvider clock) : IChore
{
    private const int Batch = 200;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        while (true)
        {
            var over = await read.Seats.Where(s => s.ExpiresAt < now).Select(s => s.Id).Take(Batch).ToListAsync(ct);
            if (over.Count == 0) return;
            await writer.Run(turn =>
            {
                foreach (var seat in turn.Seats.Where(s => over.Contains(s.Id) && s.ExpiresAt < now).ToList()) Chairs.Take(turn, seat, null, now, "seat.expired");
            }, ct);
        }
    }
}
