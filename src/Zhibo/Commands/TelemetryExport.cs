using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Zhibo.Shared;

namespace Zhibo.Commands;

/// <summary>Sends traces and metrics to an OTLP collector, where one is set.</summary>
internal sealed class TelemetryExport(Settings settings) : IHostedService
{
    private TracerProvider? traces;
    private MeterProvider? metrics;

    /// <summary>Names the request's span by its route: addresses hold handles and words people looked for.</summary>
    public static void Use(WebApplication app) => app.Use(async (http, next) =>
    {
        await next(http);
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span) return;
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? http.Request.Method : $"{http.Request.Method} {route}";
        if (route is not null) span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= 500) span.SetStatus(ActivityStatusCode.Error);
    });

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("zhibo",
            serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3),
            serviceInstanceId: $"node-{settings.Node}");
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            // Not System.Net.Http: it would trace the sending of traces.
            .AddSource(Telemetry.Name, "Microsoft.AspNetCore", "Npgsql", "Quartz")
            .AddProcessor(new WithoutPeople())
            .AddOtlpExporter(To)
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
            .AddOtlpExporter(To)
            .Build();
        return Task.CompletedTask;
    }

    private void To(OtlpExporterOptions otlp) => otlp.Endpoint = new Uri(settings.Telemetry.Otlp);

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() =>
    {
        traces?.Shutdown(2000);
        metrics?.Shutdown(2000);
        traces?.Dispose();
        metrics?.Dispose();
    }, cancellationToken);

    /// <summary>Takes out of a span what says who asked for what.</summary>
    private sealed class WithoutPeople : BaseProcessor<Activity>
    {
        private static readonly string[] Private = ["url.query", "url.full", "url.path", "client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original", "http.request.header.cookie"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Private)
                if (data.GetTagItem(tag) is not null) data.SetTag(tag, null);
        }
    }
}
