using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Zhibo.Shared;

namespace Zhibo.Commands;

/// <summary>/metrics in Prometheus' text form. To this machine, and to whoever holds the token; a request that came
/// through a proxy comes from anywhere.</summary>
internal sealed class Metrics : IDisposable
{
    private static readonly string[] Meters = [Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    // Few values each; addresses and errors would make a series per visitor.
    private static readonly string[] Labels = ["status", "kind", "http.route", "http.request.method", "http.response.status_code", "gc.heap.generation", "state", "db.client.connection.state"];

    private readonly ConcurrentDictionary<(Instrument, string), Series> series = new();
    private readonly MeterListener listener = new();
    private readonly Settings settings;

    public Metrics(Settings settings, IMeterFactory ours)
    {
        this.settings = settings;
        listener.InstrumentPublished = (instrument, l) =>
        {
            // A factory's meters carry it as their scope: another site in this process keeps its own figures.
            if (Meters.Contains(instrument.Meter.Name) && (instrument.Meter.Scope is null || instrument.Meter.Scope == ours)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Of(i, tags).Add(i, value));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Of(i, tags).Add(i, value));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Of(i, tags).Add(i, value));
        listener.Start();
    }

    /// <summary>Before accounts are asked: the token is no account's.</summary>
    public static void Use(WebApplication app)
    {
        // It counts from the start, not from the first look.
        var metrics = app.Services.GetRequiredService<Metrics>();
        app.Map("/metrics", branch => branch.Run(http => metrics.May(http)
            ? Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8").ExecuteAsync(http)
            : throw new Refusal(RefusalKind.NotFound, "shared.error.not_found")));
    }

    private bool May(HttpContext http)
    {
        var token = settings.Telemetry.MetricsToken;
        if (token.Length > 0)
        {
            return CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString())), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token)));
        }
        var headers = http.Request.Headers;
        return http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && !headers.ContainsKey("X-Forwarded-For") && !headers.ContainsKey("X-Original-For") && !headers.ContainsKey("Forwarded") && !headers.ContainsKey("Via");
    }

    private Series Of(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = "";
        foreach (var (name, value) in tags)
            if (Labels.Contains(name)) labels += $"{(labels.Length > 0 ? "," : "")}{Name(name)}=\"{Escape(value)}\"";
        return series.GetOrAdd((instrument, labels), _ => new Series(instrument));
    }

    private static string Escape(object? value) =>
        (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Name(string name) => name.Replace('.', '_').Replace('-', '_');

    private string Write()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in series.GroupBy(s => s.Key.Item1).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            var instrument = family.Key;
            var name = Name(instrument.Name) + instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
            var type = Series.TypeOf(instrument);
            if (type == "counter") name += "_total";
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description}\n# TYPE {name} {type}\n");
            foreach (var ((_, labels), one) in family.OrderBy(s => s.Key.Item2, StringComparer.Ordinal)) one.Write(text, name, labels);
        }
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private sealed class Series(Instrument instrument)
    {
        private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
        private static readonly double[] Sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256];
        private readonly Lock gate = new();
        private readonly double[] bounds = instrument.Unit == "s" ? Seconds : Sizes;
        private readonly long[] counts = new long[15];
        private double sum;
        private long count;

        public static string TypeOf(Instrument instrument)
        {
            var kind = instrument.GetType().Name;
            return kind.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
                : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter"
                : "gauge";
        }

        public void Add(Instrument from, double value)
        {
            lock (gate)
            {
                // Observable instruments report what they are, the others what was added.
                sum = from.IsObservable ? value : sum + value;
                count++;
                var bucket = Array.FindIndex(bounds, bound => value <= bound);
                counts[bucket < 0 ? bounds.Length : bucket]++;
            }
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            lock (gate)
            {
                if (TypeOf(instrument) != "histogram")
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? "{" + labels + "}" : "")} {sum}\n");
                    return;
                }
                var before = labels.Length > 0 ? labels + "," : "";
                var upTo = 0L;
                for (var n = 0; n < bounds.Length; n++)
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{bounds[n]}\"}} {upTo += counts[n]}\n");
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"+Inf\"}} {count}\n");
                var suffix = labels.Length > 0 ? "{" + labels + "}" : "";
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{suffix} {sum}\n{name}_count{suffix} {count}\n");
            }
        }
    }
}
