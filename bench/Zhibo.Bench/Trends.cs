using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Zhibo.Bench;

/// <summary>Trends with a million posts under ten thousand topics in the eight days that count: how long the first list takes
/// after the start, a new minute, and the page of a hall that shows them.</summary>
internal static class Trends
{
    private const int People = 50_000, Topics = 10_000, Posts = 1_000_000, Days = 8, Minutes = 4, Pages = 200;

    public static async Task<int> Run(string program, string database)
    {
        using (var connection = new SqliteConnection($"Data Source={database}"))
        {
            connection.Open();
            Write(connection);
        }
        var environment = new Dictionary<string, string> { ["ZHIBO__Database"] = database, ["ZHIBO__Limits__Enabled"] = "false", ["ZHIBO__Memory__WarmUpAfterSeconds"] = "3600" };
        using var site = await Served.Start(program, ["serve"], url => ["--urls", url], environment);
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(site.Url) };
        var bare = site.Memory();
        var first = await Time(http, "/api/zhibo/v1/halls/city/trends");
        var loaded = site.Memory();
        // Compiled by now; a new minute is computed by its first reader.
        List<double> fresh = [], held = [], pages = [];
        for (var minute = 0; minute < Minutes; minute++)
        {
            await Task.Delay(60_050 - (int)(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() % 60_000));
            fresh.Add(await Time(http, "/api/zhibo/v1/halls/city/trends"));
            for (var n = 0; n < 50; n++) held.Add(await Time(http, "/api/zhibo/v1/halls/city/trends"));
        }
        // A query that no kept page takes: drawn each time.
        for (var n = 0; n < Pages; n++) pages.Add(await Time(http, $"/halls/city?drawn={n}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            ### Trends: {Posts} posts under {Topics} topics by {People} people in {Days} days (SQLite)

            - first list after the start, reading all of them: {first / 1000:F1} s, {loaded - bare} MiB more
            - the list in a new minute, by whoever asks first: {string.Join(", ", fresh.Select(f => f.ToString("F0", CultureInfo.InvariantCulture)))} ms; within the minute: median {Median(held):F1} ms
            - page of the hall with trends, drawn for each request: median {Median(pages):F1} ms
            """));
        return 0;
    }

    private static async Task<double> Time(HttpClient http, string path)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Write(DbConnection connection)
    {
        var now = TimeProvider.System.GetUtcNow();
        using (var accounts = Generate.Rows.To(connection, "accounts", "id", "handle", "nickname", "nickname_key", "handle_key", "kind", "sealed", "bio", "fields", "posts_count", "followers_count", "following_count", "version"))
            for (var n = 0; n < People; n++)
                accounts.Add(Account(now, n), Corpus.Handle(n), "t" + Corpus.Handle(n), "t" + Corpus.Handle(n), Corpus.Handle(n), 0, Generate.Bool(connection, false), "", "[]", 20, 0, 0, 0);
        var (counts, last) = (new int[Topics], new long[Topics]);
        List<(long Topic, long Post)> links = new(Posts);
        using (var posts = Generate.Rows.To(connection, "posts", "id", "author_id", "kind", "visibility", "text", "sensitive", "likes_count", "comments_count", "reposts_count", "version"))
            for (var n = 0; n < Posts; n++)
            {
                var id = now.AddMilliseconds(-(Days * 86_400_000.0) * (Posts - n) / Posts).ToUnixTimeMilliseconds() << 16 | (uint)(n & 0xFFF) << 4;
                // A few topics are on everybody's lips, most have a handful of posts.
                var topic = (int)(Math.Pow(Corpus.Uniform(n, 20), 4) * Topics);
                (counts[topic], last[topic]) = (counts[topic] + 1, id);
                posts.Add(id, Account(now, (int)(Math.Pow(Corpus.Uniform(n, 21), 2) * People)), 0, 0, $"#t{topic}#", Generate.Bool(connection, false), 0, 0, 0, 0);
                links.Add((topic + 1L, id));
            }
        // After the posts: SQLite has one transaction at a time.
        using (var rows = Generate.Rows.To(connection, "post_topics", "topic_id", "post_id"))
            foreach (var (topic, post) in links) rows.Add(topic, post);
        using (var topics = Generate.Rows.To(connection, "topics", "id", "name", "key", "posts_count", "last_post_id"))
            for (var t = 0; t < Topics; t++) topics.Add(t + 1L, $"t{t}", $"t{t}", counts[t], last[t]);
        using var halls = Generate.Rows.To(connection, "halls", "id", "slug", "name", "intro", "emblem", "columns", "layout", "is_main");
        halls.Add(1L, "city", "city", "", "", "", "", Generate.Bool(connection, true));
    }

    private static long Account(DateTimeOffset now, int number) => now.AddDays(-100).AddSeconds(number).ToUnixTimeMilliseconds() << 16;
}
