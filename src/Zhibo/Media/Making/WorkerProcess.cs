using System.Diagnostics;
using System.Text.Json;
using Zhibo.Media.Worker;

namespace Zhibo.Media.Making;

/// <summary>One worker, seen from the server. It knows no secret of the site: its environment is empty, its memory its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_BUNDLE_EXTRACT_BASE_DIR"];

    /// <summary>Longer than any result: a worker that says more has been taken over.</summary>
    private const int LongestLine = 64 * 1024;

    private readonly Process process;
    private readonly char[] heard = new char[LongestLine];
    private int held;

    private WorkerProcess(Process process) => this.process = process;

    /// <summary>What libvips said of itself; null where there is none.</summary>
    public string? Version { get; private init; }

    public int Orders { get; private set; }

    public static async Task<WorkerProcess> Start(CancellationToken ct)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "zhibo.exe" : "zhibo");
        var start = new ProcessStartInfo(File.Exists(beside) ? beside : Environment.ProcessPath!, WorkerLoop.Verb)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It begins with everything we were started with: passwords are none of its business.
        foreach (var name in start.Environment.Keys.Except(Inherited).ToList()) start.Environment.Remove(name);
        // Managed memory holds a few lines of text; pixels are libvips' own.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["MALLOC_ARENA_MAX"] = "2";
        var process = Process.Start(start) ?? throw new IOException("The media worker does not start");
        // Read away, or a talkative library would fill the pipe and stand still.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var worker = new WorkerProcess(process);
        try
        {
            return new(process) { Version = (await worker.Hear(TimeSpan.FromSeconds(20), ct))?.Detail };
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    public async Task Say(WorkOrder order)
    {
        Orders++;
        await process.StandardInput.WriteLineAsync(WorkJson.Line(order));
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Its next line; null when it is gone. Measured by the machine's clock: it is the machine that works.</summary>
    public async Task<WorkResult?> Hear(TimeSpan patience, CancellationToken ct)
    {
        var line = await Line(ct).WaitAsync(patience, TimeProvider.System, ct);
        try
        {
            return line is null ? null : JsonSerializer.Deserialize(line, WorkJson.Default.WorkResult);
        }
        catch (JsonException e)
        {
            throw new IOException("The worker does not speak as it should", e);
        }
    }

    private async Task<string?> Line(CancellationToken ct)
    {
        int end;
        while ((end = Array.IndexOf(heard, '\n', 0, held)) < 0)
        {
            if (held == LongestLine) throw new IOException("The worker does not stop talking");
            var read = await process.StandardOutput.ReadAsync(heard.AsMemory(held), ct);
            if (read == 0) return null;
            held += read;
        }
        var line = new string(heard, 0, end);
        held -= end + 1;
        heard.AsSpan(end + 1, held).CopyTo(heard);
        return line;
    }

    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Gone already.
        }
        process.Dispose();
    }
}
