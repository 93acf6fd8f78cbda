using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Zhibo.Bench;

/// <summary>Does a post cost more when millions follow its author? Three authors in turns: what one post takes until it
/// stands in a follower's home timeline, and the processor time of the server.</summary>
internal static class Flatness
{
    private const int Rounds = 12;
    private const int PostsPerRound = 100;

    public static async Task<string> Run(Served site, Corpus corpus)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(site.Url) };
        var watcher = Generate.Secret("token", Corpus.Readers + Corpus.BusyReaders - 1);
        (string Name, List<double> Seen, List<double> Cpu)[] authors =
            [($"{Generate.HugeFollowers}", [], []), ($"{Generate.LargeFollowers}", [], []), ($"{Generate.SmallFollowers}", [], [])];
        for (var round = 0; round < Rounds; round++)
            for (var turn = 0; turn < authors.Length; turn++)
            {
                // Another order each round, so that nobody always comes after the same neighbour.
                var author = (turn + round) % authors.Length;
                var before = site.Cpu();
                List<double> seen = [];
                for (var n = 0; n < PostsPerRound; n++) seen.Add(await One(http, Generate.Secret("token", author), watcher));
                if (round < 2) continue;
                authors[author].Seen.AddRange(seen);
                authors[author].Cpu.Add((site.Cpu() - before).TotalMilliseconds / PostsPerRound);
            }
        var rows = authors.Select(a => string.Create(CultureInfo.InvariantCulture, $"| {a.Name} | {Median(a.Seen):F3} | {Median(a.Cpu):F3} |"));
        return $"""
            ### Flatness: from sending a post until a follower reads it in the home timeline

            | followers of the author | ms, median of {Rounds - 2}00 | CPU ms per post and reading |
            |---|---|---|
            {string.Join('\n', rows)}
            """;
    }

    private static async Task<double> One(HttpClient http, string author, string watcher)
    {
        var watch = Stopwatch.StartNew();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/api/v1/statuses") { Content = JsonContent.Create(new { status = $"今天天气很好 {Stopwatch.GetTimestamp()}" }) };
        post.Headers.Add("Authorization", "Bearer " + author);
        using var answer = await http.SendAsync(post);
        answer.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        var id = document.RootElement.GetProperty("id").GetString();
        while (true)
        {
            using var home = new HttpRequestMessage(HttpMethod.Get, "/api/v1/timelines/home?limit=1");
            home.Headers.Add("Authorization", "Bearer " + watcher);
            using var timeline = await http.SendAsync(home);
            using var statuses = JsonDocument.Parse(await timeline.Content.ReadAsStreamAsync());
            if (statuses.RootElement.GetArrayLength() > 0 && statuses.RootElement[0].GetProperty("id").GetString() == id) return watch.Elapsed.TotalMilliseconds;
        }
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
