using System.Globalization;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Commands;

/// <summary>/healthz/live: the process answers. /healthz/ready: requests can be served here now; what a load balancer asks.</summary>
public sealed class Readiness(Migrator migrator, Settings settings, IHostApplicationLifetime life)
{
    public const long LeastDiskBytes = 64L * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private Task<string?>? asking;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/healthz").WithDoor(Door.Json);
        health.MapGet("/live", () => TypedResults.Json(new Dictionary<string, object> { ["status"] = "live" }));
        health.MapGet("/ready", async (Readiness readiness) => await readiness.Answer());
    }

    private async Task<IResult> Answer()
    {
        var reasons = await Reasons();
        return reasons.Count == 0
            ? TypedResults.Json(new Dictionary<string, object> { ["status"] = "ready" })
            : TypedResults.Json(new Dictionary<string, object> { ["status"] = "not ready", ["reasons"] = reasons }, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Why requests cannot be served now; empty when they can.</summary>
    public async Task<IReadOnlyList<string>> Reasons()
    {
        List<string> reasons = [];
        if (life.ApplicationStopping.IsCancellationRequested) reasons.Add("stopping");
        if (await Database() is { } trouble) reasons.Add(trouble);
        var free = FreeBytes(settings.Data);
        if (free < LeastDiskBytes) reasons.Add(string.Create(CultureInfo.InvariantCulture, $"disk: {free / 1024 / 1024} MB free"));
        return reasons;
    }

    /// <summary>One question at a time: a database that hangs must not collect a thread for each time somebody asks.</summary>
    private async Task<string?> Database()
    {
        var ask = Volatile.Read(ref asking);
        if (ask is null or { IsCompleted: true }) Volatile.Write(ref asking, ask = Task.Run(Ask));
        try { return await ask.WaitAsync(Patience, TimeProvider.System); }
        catch (TimeoutException) { return "database: no answer within 2 s"; }
    }

    private string? Ask()
    {
        try
        {
            return migrator.Pending() is { Count: > 0 } pending ? "database: migrations to run: " + string.Join(", ", pending) : null;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return "database: cannot be reached";
        }
    }

    public static long FreeBytes(string folder)
    {
        var at = new DirectoryInfo(Path.GetFullPath(folder));
        while (at is { Exists: false, Parent: not null }) at = at.Parent;
        return new DriveInfo(at.FullName).AvailableFreeSpace;
    }
}
