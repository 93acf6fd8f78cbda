using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zhibo.Tests.Commands;

public sealed class TelemetryExportTests
{
    [Fact]
    public async Task A_collector_hears_of_requests_and_figures_but_not_of_people()
    {
        var heard = new ConcurrentDictionary<string, ConcurrentQueue<string>>();
        await using var collector = await Collector(heard);
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await using (var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true, Settings = s => s.Telemetry.Otlp = address }))
        {
            await town.Citizen("王小微");
            using var request = new HttpRequestMessage(HttpMethod.Get, "/topics/geheim1?q=geheim2");
            request.Headers.Add("User-Agent", "geheim3");
            await town.Stranger.Send(request);
        }

        var spans = string.Concat(heard["TraceService"]);
        spans.ShouldContain("GET /topics/{name}");
        spans.ShouldNotContain("geheim");
        var figures = string.Concat(heard["MetricsService"]);
        figures.ShouldContain("zhibo.writer.group_size");
        figures.ShouldContain("http.server.request.duration");
        figures.ShouldNotContain("geheim");
    }

    /// <summary>Answers OTLP over gRPC with "fine".</summary>
    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, ConcurrentQueue<string>> heard)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.MapPost("/{service}/{method}", async (string service, HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            heard.GetOrAdd(service.Split('.')[^1], _ => new()).Enqueue(Encoding.UTF8.GetString(body.ToArray()));
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[5]);
            http.Response.AppendTrailer("grpc-status", "0");
        });
        await app.StartAsync();
        return app;
    }
}
