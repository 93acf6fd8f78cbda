using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Zhibo.Bench;

/// <summary>A server process on a free port of this machine.</summary>
internal sealed class Served : IDisposable
{
    private readonly Process process;

    private Served(Process process, string url) => (this.process, Url) = (process, url);

    public string Url { get; }

    public TimeSpan StartedIn { get; private init; }

    public static async Task<Served> Start(string file, IEnumerable<string> arguments, Func<string, IEnumerable<string>> withUrl, IReadOnlyDictionary<string, string>? environment = null)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Concat(withUrl(url))) start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>()) start.Environment[key] = value;
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Answering(url, process);
        return new Served(process, url) { StartedIn = watch.Elapsed };
    }

    /// <summary>Resident memory in MiB.</summary>
    public int Memory() => int.Parse(Status("VmRSS"), CultureInfo.InvariantCulture) / 1024;

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private string Status(string key) =>
        File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(key, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    private static async Task Answering(string url, Process process)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2);)
        {
            if (process.HasExited) throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}");
            try
            {
                using var answer = await http.GetAsync(url + "/");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5);
            }
        }
        throw new TimeoutException(url);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
