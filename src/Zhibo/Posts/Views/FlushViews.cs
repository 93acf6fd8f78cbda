namespace Zhibo.Posts.Views;

/// <summary>Writes the counted readers once a second, and once more when the site stops.</summary>
internal sealed class FlushViews(ViewLedger ledger, TimeProvider clock, ILogger<FlushViews> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try { while (await timer.WaitForNextTickAsync(stoppingToken)) await Flush(CancellationToken.None); }
        catch (OperationCanceledException) { }
        await Flush(CancellationToken.None);
    }

    private async Task Flush(CancellationToken ct)
    {
        try { await ledger.Flush(ct); }
        catch (Exception e) { log.LogWarning("Readers are counted later: {Reason}", e.Message); }
    }
}
