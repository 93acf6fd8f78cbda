using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Zhibo.Bench;

/// <summary>The search: how long the index takes to be made, how large it is, what a question takes over HTTP, and whether what
/// is written at 1,500 posts/s can be found at once.</summary>
internal static partial class Searches
{
    private const int PerKind = 300;
    private const int Together = 16, PerSecond = 1500, Seconds = 20;

    public static async Task<string> Run(string program, Served site, Corpus corpus, string database, Dictionary<string, string> environment)
    {
        var (build, size) = await Build(program, database, environment);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Together * 2 }) { BaseAddress = new Uri(site.Url) };
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"### Search\n\n- {build}\n- size of the index: {size}");
        text.AppendLine(CultureInfo.InvariantCulture, $"- {await Live(http)}\n");
        text.AppendLine("| question | p50 ms | p99 ms | slowest ms | of 300 found |\n|---|---|---|---|---|");
        foreach (var (kind, questions) in Questions(corpus)) text.AppendLine(await Ask(http, kind, questions));
        return text.ToString();
    }

    private static async Task<(string Build, string Size)> Build(string program, string database, Dictionary<string, string> environment)
    {
        var folder = Directory.CreateTempSubdirectory("zhibo-bench-");
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
            foreach (var argument in new[] { "reindex", "--data", folder.FullName }) start.ArgumentList.Add(argument);
            foreach (var (key, value) in environment) start.Environment[key] = value;
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var output = (await process.StandardOutput.ReadToEndAsync()).Trim();
            await process.WaitForExitAsync();
            return (string.Create(CultureInfo.InvariantCulture, $"`zhibo reindex` beside the serving site: {output} in {watch.Elapsed.TotalSeconds:F0} s"), Size(database));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Size(string database)
    {
        if (!database.Contains("Host=", StringComparison.Ordinal))
        {
            using var sqlite = new SqliteConnection($"Data Source={database};Mode=ReadOnly");
            sqlite.Open();
            using var command = sqlite.CreateCommand();
            command.CommandText = """
                SELECT (SELECT sum(length(block)) FROM search_grams_data), (SELECT count(*) FROM search_grams_docsize), (SELECT count(*) FROM searched_posts)
                """;
            using var reader = command.ExecuteReader();
            reader.Read();
            return reader.IsDBNull(0) ? "empty" : string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt64(0) >> 20} MiB of pairs for {reader.GetInt64(2)} posts");
        }
        using var postgres = new NpgsqlConnection(database);
        postgres.Open();
        using var size = new NpgsqlCommand("SELECT pg_relation_size('ix_searched_posts_keys') >> 20, pg_relation_size('searched_posts') >> 20, pg_relation_size('pk_searched_posts') >> 20", postgres);
        using var row = size.ExecuteReader();
        row.Read();
        return string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(0)} MiB GIN, {row.GetInt64(1)} MiB keys, {row.GetInt64(2)} MiB ids");
    }

    /// <summary>Writes at a steady pace, then waits until the last post is found.</summary>
    private static async Task<string> Live(HttpClient http)
    {
        var mark = "live" + Stopwatch.GetTimestamp().ToString("x", CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        var sent = 0;
        await Task.WhenAll(Enumerable.Range(0, Together).Select(async _ =>
        {
            for (int n; (n = Interlocked.Increment(ref sent)) <= PerSecond * Seconds;)
            {
                var due = TimeSpan.FromSeconds((double)n / PerSecond) - watch.Elapsed;
                if (due > TimeSpan.FromMilliseconds(1)) await Task.Delay(due);
                await Write(http, n, $"今天下午三点到五点停水，请大家互相转告 {n}");
            }
        }));
        var rate = PerSecond * Seconds / watch.Elapsed.TotalSeconds;
        await Write(http, 0, mark);
        watch.Restart();
        while (await Found(http, mark) == 0 && watch.Elapsed < TimeSpan.FromMinutes(2)) await Task.Delay(10);
        return string.Create(CultureInfo.InvariantCulture, $"after {Seconds} s of {rate:F0} posts/s a new post is found {watch.ElapsedMilliseconds} ms after it was answered");
    }

    private static async Task Write(HttpClient http, int n, string text)
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, "/api/v1/statuses") { Content = JsonContent.Create(new { status = text }) };
        post.Headers.Add("Authorization", "Bearer " + Generate.Secret("token", n % Corpus.Readers));
        using var answer = await http.SendAsync(post);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<int> Found(HttpClient http, string question)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync("/api/v2/search?type=statuses&q=" + Uri.EscapeDataString(question)));
        return answer.RootElement.GetProperty("statuses").GetArrayLength();
    }

    private static async Task<string> Ask(HttpClient http, string kind, IEnumerable<string> questions)
    {
        List<double> taken = [];
        var found = 0;
        foreach (var question in questions)
        {
            var watch = Stopwatch.StartNew();
            if (await Found(http, question) > 0) found++;
            taken.Add(watch.Elapsed.TotalMilliseconds);
        }
        taken.Sort();
        Console.Error.WriteLine($"search, {kind}: p50 {taken[taken.Count / 2]:F2} ms, p99 {taken[taken.Count * 99 / 100]:F2} ms, slowest {taken[^1]:F2} ms, {found} found");
        return string.Create(CultureInfo.InvariantCulture, $"| {kind} | {taken[taken.Count / 2]:F2} | {taken[taken.Count * 99 / 100]:F2} | {taken[^1]:F2} | {found} |");
    }

    private static IEnumerable<(string Kind, IEnumerable<string> Questions)> Questions(Corpus corpus)
    {
        var common = corpus.CommonWords;
        // Cards are drawn by the first who see them; the figures are those of a site that has been up for a while.
        yield return ("(warm up)", Cut(corpus, 2, 90));
        foreach (var length in new[] { 1, 2, 3, 4, 6 }) yield return ($"{length} characters of a post", Cut(corpus, length, length));
        yield return ("one of the 30 commonest words", Enumerable.Range(0, PerKind).Select(n => common[n % 30]));
        yield return ("two of the 30 commonest words", Enumerable.Range(0, PerKind).Select(n => $"{common[n % 30]} {common[(n * 7 + 1) % 30]}"));
        yield return ("two common words as one", Enumerable.Range(0, PerKind).Select(n => common[n % 30] + common[(n * 7 + 1) % 30]));
        yield return ("a common word of one account", Enumerable.Range(0, PerKind).Select(n => $"{common[n % 30]} from:{Corpus.Handle(n * 31)}"));
    }

    private static IEnumerable<string> Cut(Corpus corpus, int length, int salt)
    {
        for (int n = 0, post = salt * 17; n < PerKind; post += 3331)
        {
            var (text, _) = corpus.TextOf(post % corpus.Posts);
            var runs = Runs().Matches(text).Select(m => m.Value).Where(r => r.Length >= length).ToList();
            if (runs.Count == 0) continue;
            var run = runs[post % runs.Count];
            var at = post % (run.Length - length + 1);
            n++;
            yield return run.Substring(at, length);
        }
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+")]
    private static partial Regex Runs();
}
