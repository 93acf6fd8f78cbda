using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Zhibo.Bench;

/// <summary>What a photograph costs, and what a thousand hostile files do to the server.</summary>
internal static class Pictures
{
    private const int Photographs = 40, Hostile = 1_000;

    public static async Task<string> Run(Served site)
    {
        if (await Photograph() is not { } photograph) return "### Pictures\n\nNo ffmpeg here to make a photograph with.\n";
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(site.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Generate.Secret("token", 5));
        for (var i = 0; i < 8; i++) await Send(http, Changed(photograph, i));
        var before = site.Memory();
        List<double> times = [];
        for (var i = 0; i < Photographs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            (await Send(http, Changed(photograph, 100 + i))).EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            // Its larger files are still being made; a sender chooses the next picture meanwhile.
            await Task.Delay(400);
        }
        times.Sort();
        var (after, answers) = (site.Memory(), await Harm(http, photograph));
        return string.Create(CultureInfo.InvariantCulture,
            $"### Pictures\n\n- a JPEG of 12 megapixels ({photograph.Length / 1024.0 / 1024:F1} MB), from the first byte sent until it can be attached: median {times[times.Count / 2]:F0} ms, slowest of {Photographs} {times[^1]:F0} ms; the server {before} MiB before, {after} MiB after\n" +
            $"- {Hostile} damaged files: {answers}; the server {site.Memory()} MiB\n");
    }

    private static async Task<string> Harm(HttpClient http, byte[] photograph)
    {
        var (taken, refused, other) = (0, 0, 0);
        uint state = 20_130_420;
        var small = photograph[..Math.Min(photograph.Length, 200_000)];
        for (var i = 0; i < Hostile; i++)
        {
            var file = i % 4 == 0 ? photograph.ToArray() : small.ToArray();
            for (var hit = 0; hit < 12; hit++) file[3 + (Next() % (file.Length - 3))] = (byte)Next();
            var status = (int)(await Send(http, file)).StatusCode;
            (taken, refused, other) = (taken + (status == 200 ? 1 : 0), refused + (status == 422 ? 1 : 0), other + (status is 200 or 422 ? 0 : 1));
        }
        return $"{taken} shown without what was damaged, {refused} refused, {other} other answers";

        int Next()
        {
            state = (state * 1_664_525) + 1_013_904_223;
            return (int)(state >> 8);
        }
    }

    /// <summary>The same picture with another hash.</summary>
    private static byte[] Changed(byte[] photograph, int number) => [.. photograph, .. BitConverter.GetBytes(number)];

    private static async Task<HttpResponseMessage> Send(HttpClient http, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "photograph" } };
        return await http.PostAsync("/api/v2/media", form);
    }

    private static async Task<byte[]?> Photograph()
    {
        var folder = Directory.CreateTempSubdirectory("zhibo-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "photograph.jpg");
            var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "mandelbrot=size=4000x3000:start_scale=0.8,noise=alls=12:allf=t", "-frames:v", "1", "-q:v", "3", file]);
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? await File.ReadAllBytesAsync(file) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
