using System.Globalization;
using System.Text;

namespace Zhibo.Bench;

/// <summary>All workloads on one database, each beside the ceiling of its size in the same minute.</summary>
internal static class Suite
{
    private const int Seconds = 6;
    private const int Clients = 32;

    public static Corpus Corpus { get; } = new(100_000, 1_000_000);

    private sealed record Row(string Workload, int Bytes, int Clients, Load Load, Load? Ceiling, int Memory);

    public static async Task<int> Run(string program, string folder, string[] databases)
    {
        var text = new StringBuilder();
        text.Append(await Demo(program));
        foreach (var database in databases) text.Append(await Measure(program, database, []));
        Directory.CreateDirectory(folder);
        var name = $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}.md";
        await File.WriteAllTextAsync(Path.Combine(folder, name), Machine.Heading() + text);
        Console.Error.WriteLine($"Written to {Path.Combine(folder, name)}");
        return 0;
    }

    public static async Task<int> One(string program, string database, string[] workloads)
    {
        Console.WriteLine(await Measure(program, database, workloads));
        return 0;
    }

    /// <summary>What a newcomer waits for: the demo city from an empty folder to its first page.</summary>
    private static async Task<string> Demo(string program)
    {
        var folder = Directory.CreateTempSubdirectory("zhibo-demo-");
        try
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            using var site = await Served.Start(program, ["demo", "--data", folder.FullName], url => ["--urls", url]);
            using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(site.Url) };
            // It serves while it fills.
            for (var there = false; !there && watch.Elapsed < TimeSpan.FromMinutes(2); there = (await http.GetAsync("/@weibodeyang")).IsSuccessStatusCode) await Task.Delay(20);
            return string.Create(CultureInfo.InvariantCulture, $"The demo city stands {watch.Elapsed.TotalSeconds:F1} s after its start in an empty folder, {site.Memory()} MiB resident.\n\n");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Measure(string program, string database, string[] only)
    {
        var media = Directory.CreateTempSubdirectory("zhibo-bench-media-");
        var environment = new Dictionary<string, string> { ["ZHIBO__Database"] = database, ["ZHIBO__Limits__Enabled"] = "false", ["ZHIBO__Media"] = media.FullName, ["ZHIBO__Uploads__QuotaMegabytes"] = "100000", ["ZHIBO__Site__Name"] = "德阳政务微博" };
        var engine = database.Contains("Host=", StringComparison.Ordinal) ? "PostgreSQL" : "SQLite";
        using var site = await Served.Start(program, ["serve"], url => ["--urls", url], environment);
        var cold = $"First page {site.StartedIn.TotalMilliseconds:F0} ms after the start of the process, {site.Memory()} MiB resident.";
        await Warm(site);
        List<Row> rows = [];
        foreach (var (name, path, script, arguments) in Reading())
            if (Wanted(only, name)) rows.Add(await Read(site, name, path, script, arguments));
        foreach (var clients in new[] { 1, 8, 32 })
            if (Wanted(only, "create post")) rows.Add(await Write(site, clients));
        var found = Wanted(only, "finding posts") ? await Searches.Run(program, site, Corpus, database, environment) : "";
        var flat = Wanted(only, "flatness") ? await Flatness.Run(site, Corpus) : "";
        var register = Wanted(only, "register") ? await Register.Run(program, site, environment) : "";
        var pictures = Wanted(only, "pictures") ? await Pictures.Run(site) : "";
        media.Delete(recursive: true);
        return $"## {engine}\n\n{cold}\n\n{Table(rows)}\n{found}\n{flat}\n\n{register}\n{pictures}\n";
    }

    private static bool Wanted(string[] only, string name) => only.Length == 0 || Array.Exists(only, o => name.Contains(o, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Name, string Path, string Script, string[] Arguments)> Reading()
    {
        // A reader who pages on through the posts of twelve days ago.
        string[] older = [.. Enumerable.Range(0, 8).Select(n => (Corpus.Posts * 8 / 10) - (n * 1500)).Select(n => $"/api/v1/timelines/home?max_id={Corpus.PostId(n).ToString(CultureInfo.InvariantCulture)}")];
        string[] readers = ["0", Corpus.Readers.ToString(CultureInfo.InvariantCulture)];
        string[] busy = [Corpus.Readers.ToString(CultureInfo.InvariantCulture), Corpus.BusyReaders.ToString(CultureInfo.InvariantCulture)];
        string[] posts = [.. Enumerable.Range(1, 200).Select(n => Corpus.Posts - (n * 500)).Select(n => $"/@{Corpus.Handle(Corpus.AuthorOf(n))}/{Corpus.PostId(n).ToString(CultureInfo.InvariantCulture)}")];
        string[] profiles = [.. Enumerable.Range(0, 200).Select(n => $"/@{Corpus.Handle(n * 7)}")];
        yield return ("home timeline, JSON", "/api/v1/timelines/home", "readers.lua", ["bearer", .. readers]);
        yield return ("home timeline, JSON, older pages, 500 followed", older[0], "readers.lua", ["bearer", .. busy, .. older]);
        yield return ("home timeline, page", "/home", "readers.lua", ["cookie", .. readers]);
        yield return ("public timeline, JSON", "/api/v1/timelines/public", "readers.lua", ["none"]);
        yield return ("public timeline, page", "/city", "readers.lua", ["none"]);
        yield return ("post page", posts[0], "readers.lua", ["none", "0", "1", .. posts]);
        yield return ("profile page", profiles[0], "readers.lua", ["none", "0", "1", .. profiles]);
        // What strangers are shown is kept; what a tab shows, and what a signed-in reader sees, is drawn for each request.
        string[] tabs = [.. Enumerable.Range(0, 20).Select(n => $"/halls/nation?line=line{n}")];
        string[] searches = [.. Enumerable.Range(0, 200).Select(n => $"/halls/nation/agencies?view=list&q={(n % 4) switch { 0 => "%E5%85%AC%E5%AE%89", 1 => "u" + (20_000 + (n * 300)), 2 => "%E6%95%99%E8%82%B2%20" + n, _ => "nothing" + n }}")];
        yield return ("hall page, 80,000 agencies", "/halls/nation", "readers.lua", ["none"]);
        yield return ("hall page, drawn each time", tabs[0], "readers.lua", ["none", "0", "1", .. tabs]);
        yield return ("hall page, signed in", "/halls/nation", "readers.lua", ["cookie", .. readers]);
        yield return ("directory search", searches[0], "readers.lua", ["none", "0", "1", .. searches]);
    }

    private static async Task<Row> Read(Served site, string name, string path, string script, string[] arguments)
    {
        var bytes = await Size(site, path, arguments[0]);
        using var ceiling = await Served.Start(Environment.ProcessPath!, ["ceiling", bytes.ToString(CultureInfo.InvariantCulture)], url => [url]);
        // Warm both, then take turns: the machine's speed drifts.
        await UntilSteady(() => Wrk.Run(site.Url + path, Clients, 4, Script(script), arguments));
        await Wrk.Run(ceiling.Url + "/", Clients, 3);
        List<(Load Site, Load Ceiling)> pairs = [];
        for (var turn = 0; turn < 3; turn++)
            pairs.Add((await Wrk.Run(site.Url + path, Clients, Seconds, Script(script), arguments), await Wrk.Run(ceiling.Url + "/", Clients, Seconds / 2, Script(script), "none")));
        var (load, top) = pairs.OrderBy(p => p.Site.PerSecond / p.Ceiling.PerSecond).ElementAt(1);
        Console.Error.WriteLine($"{name}: {load.PerSecond:F0}/s = {load.PerSecond / top.PerSecond:P0} of {top.PerSecond:F0}/s, p99 {load.P99:F1} ms, {load.Errors} errors");
        return new(name, bytes, Clients, load, top, site.Memory());
    }

    private static async Task<Row> Write(Served site, int clients)
    {
        await UntilSteady(() => Wrk.Run(site.Url, clients, 4, Script("posts.lua")));
        List<Load> loads = [];
        for (var turn = 0; turn < 3; turn++) loads.Add(await Wrk.Run(site.Url, clients, Seconds, Script("posts.lua")));
        var load = loads.OrderBy(l => l.PerSecond).ElementAt(1);
        Console.Error.WriteLine($"create post, {clients} clients: {load.PerSecond:F0}/s, p99 {load.P99:F1} ms, {load.Errors} errors");
        return new("create post", 0, clients, load, null, site.Memory());
    }

    /// <summary>The compiler works beside full load: as long as it makes the site faster, nothing is counted.</summary>
    private static async Task UntilSteady(Func<Task<Load>> run)
    {
        var last = 0.0;
        for (var round = 0; round < 8; round++)
        {
            var now = (await run()).PerSecond;
            if (round > 1 && now < last * 1.04) return;
            last = Math.Max(last, now);
        }
    }

    private static async Task Warm(Served site)
    {
        // Memory is filled in the background; the figures are those of a site that has been up for a while.
        await Wrk.Run(site.Url + "/", 4, 6);
    }

    private static async Task<int> Size(Served site, string path, string kind)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, site.Url + path);
        if (kind == "bearer") request.Headers.Add("Authorization", "Bearer " + Generate.Secret("token", 5));
        if (kind == "cookie") request.Headers.Add("Cookie", "zhibo=" + Generate.Secret("session", 5));
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static string Table(List<Row> rows)
    {
        var text = new StringBuilder("| workload | body | clients | requests/s | p50 ms | p99 ms | ceiling/s | of ceiling | RSS MiB | errors |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var r in rows)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {r.Workload} | {(r.Bytes == 0 ? "" : $"{r.Bytes / 1024.0:F1} KB")} | {r.Clients} | {r.Load.PerSecond:F0} | {r.Load.P50:F2} | {r.Load.P99:F1} | {r.Ceiling?.PerSecond.ToString("F0", CultureInfo.InvariantCulture)} | {(r.Ceiling is null ? "" : (r.Load.PerSecond / r.Ceiling.PerSecond).ToString("P0", CultureInfo.InvariantCulture))} | {r.Memory} | {r.Load.Errors} |");
        return text.ToString();
    }
}
