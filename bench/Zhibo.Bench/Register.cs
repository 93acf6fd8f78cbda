using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Zhibo.Bench;

/// <summary>The register with 80,000 agencies: how long the list of a province takes to come in, and an agency with many
/// below it to be moved.</summary>
internal static class Register
{
    /// <summary>The agencies of seed 003.</summary>
    private const int Rows = 1691;
    private const int Children = 500;
    private const int Moves = 40;

    public static async Task<string> Run(string program, Served site, Dictionary<string, string> environment)
    {
        var mark = Stopwatch.GetTimestamp().ToString("x", CultureInfo.InvariantCulture)[^8..];
        var (seconds, answer) = await Import(program, environment, mark);
        var moves = await Move(site, mark);
        return string.Create(CultureInfo.InvariantCulture, $"""
            ### The register with {GenerateHalls.Agencies} agencies

            - `zhibo import agencies` of {Rows} rows beside the serving site, start of the program included: {seconds:F1} s (`{answer}`)
            - moving an agency with {Children} children, from sending the form until the API shows the new parent: median {moves[Moves / 2]:F0} ms, slowest of {Moves} {moves[^1]:F0} ms

            """);
    }

    private static async Task<(double Seconds, string Answer)> Import(string program, Dictionary<string, string> environment, string mark)
    {
        var text = new StringBuilder("name,handle,parent,region,line,level\n");
        for (var n = 0; n < Rows; n++)
            text.AppendLine(CultureInfo.InvariantCulture, $"测速单位{mark}第{n}号,{Handle(mark, n)},{(n < 3 ? "" : Handle(mark, n <= Children + 2 ? 2 : n % 2))},11,line{n % 20},province");
        var folder = Directory.CreateTempSubdirectory("zhibo-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "agencies.csv");
            await File.WriteAllTextAsync(file, text.ToString());
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
            foreach (var argument in new[] { "import", "agencies", file, "--data", folder.FullName }) start.ArgumentList.Add(argument);
            foreach (var (key, value) in environment) start.Environment[key] = value;
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (watch.Elapsed.TotalSeconds, output.TrimEnd().Split('\n')[^1]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<double>> Move(Served site, string mark)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(site.Url) };
        // The command wrote beside the site, which hears of it a moment later.
        var heard = Stopwatch.StartNew();
        for (var n = 0; n < 3000 && !(await http.GetAsync($"/api/zhibo/v1/agencies/{Handle(mark, Rows - 1)}")).IsSuccessStatusCode; n++) await Task.Delay(20);
        Console.Error.WriteLine($"The site heard of the import after {heard.ElapsedMilliseconds} ms.");
        List<double> taken = [];
        for (var n = 0; n < Moves; n++)
        {
            var (mover, parent) = (Handle(mark, 2), Handle(mark, n % 2));
            var watch = Stopwatch.StartNew();
            using var form = new HttpRequestMessage(HttpMethod.Post, $"/admin/agencies/{mover}/place")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["parent"] = parent, ["region"] = "11", ["line"] = "line2", ["level"] = "Province", ["reason"] = "机构改革" }),
            };
            form.Headers.Add("Cookie", "zhibo=" + Generate.Secret("session", GenerateHalls.Administrator));
            form.Headers.Add("Origin", site.Url);
            using var moved = await http.SendAsync(form);
            if ((int)moved.StatusCode >= 400) throw new InvalidOperationException($"The move was answered {(int)moved.StatusCode}.");
            using var shown = JsonDocument.Parse(await http.GetStringAsync($"/api/zhibo/v1/agencies/{mover}"));
            taken.Add(watch.Elapsed.TotalMilliseconds);
            if (shown.RootElement.GetProperty("parent").GetString() != parent) throw new InvalidOperationException("The move is not shown.");
        }
        taken.Sort();
        return taken;
    }

    private static string Handle(string mark, int n) => string.Create(CultureInfo.InvariantCulture, $"b{mark}_{n}");
}
