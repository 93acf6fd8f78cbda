using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhibo.Bench;

/// <summary>One run of wrk, on the same cores as the server.</summary>
internal sealed record Load(double PerSecond, double P50, double P99, long Errors);

internal static partial class Wrk
{
    public static async Task<Load> Run(string url, int clients, int seconds, string? script = null, params string[] arguments)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-t1", $"-c{clients}", $"-d{seconds}s", "--latency", "--timeout", "10s" }) start.ArgumentList.Add(argument);
        if (script is not null)
        {
            start.ArgumentList.Add("-s");
            start.ArgumentList.Add(script);
        }
        start.ArgumentList.Add(url);
        if (arguments.Length > 0) start.ArgumentList.Add("--");
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk is missing");
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Load(Number(text, PerSecond()), Milliseconds(text, "50%"), Milliseconds(text, "99%"), Errors(text));
    }

    private static double Number(string text, Regex pattern) =>
        pattern.Match(text) is { Success: true } match ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : throw new FormatException(text);

    private static double Milliseconds(string text, string percentile)
    {
        var match = Regex.Match(text, Regex.Escape(percentile) + @"\s+([\d.]+)(us|ms|s)");
        var value = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch { "us" => value / 1000, "s" => value * 1000, _ => value };
    }

    private static long Errors(string text)
    {
        var bad = NotOk().Match(text);
        var socket = SocketErrors().Match(text);
        return (bad.Success ? long.Parse(bad.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0) +
            (socket.Success ? Enumerable.Range(1, 4).Sum(g => long.Parse(socket.Groups[g].ValueSpan, CultureInfo.InvariantCulture)) : 0);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex NotOk();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex SocketErrors();
}
