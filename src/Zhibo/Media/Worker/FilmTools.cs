using System.Diagnostics;

namespace Zhibo.Media.Worker;

/// <summary>ffmpeg and ffprobe, started by the worker and within its limits.</summary>
internal sealed class FilmTools(string ffmpeg)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    public void Run(IEnumerable<string> arguments) => Call(ffmpeg, arguments);

    public string Probe(IEnumerable<string> arguments) => Call(Path.Combine(Path.GetDirectoryName(ffmpeg) ?? "", "ffprobe"), arguments);

    private static string Call(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new IOException(program + " does not start");
        process.StandardInput.Close();
        var (said, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new IOException(Path.GetFileName(program) + " took too long");
        }
        return process.ExitCode == 0 ? said.GetAwaiter().GetResult() : throw new IOException(Short(complaint.GetAwaiter().GetResult()));
    }

    private static string Short(string text) => text.Length > 300 ? text[..300] : text;
}
