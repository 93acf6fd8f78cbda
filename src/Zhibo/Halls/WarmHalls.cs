using Zhibo.Agencies;
using Zhibo.Halls.Members;

namespace Zhibo.Halls;

/// <summary>Makes after the start what the first visitors would wait for: 80,000 agencies take half a second to read.</summary>
internal sealed class WarmHalls(HallBook book, HallMembers members, FindAgencies find, ILogger<WarmHalls> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() =>
    {
        try
        {
            find.Prepare();
            foreach (var hall in book.Now.All)
                if (!stoppingToken.IsCancellationRequested) _ = members.Of(hall).Ordered;
        }
        catch (Exception e) { log.LogWarning("Halls are not warm yet: {Reason}", e.GetType().Name); }
    }, stoppingToken);
}
