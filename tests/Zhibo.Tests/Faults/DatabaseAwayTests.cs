using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhibo.Accounts.Access;
using Zhibo.Commands;
using Zhibo.Data;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Tests.Faults;

/// <summary>PostgreSQL goes away for ten seconds and comes back: refused clearly, recovered without a hand.</summary>
public sealed class DatabaseAwayTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);
    private readonly TownLog log = new();

    [Fact]
    public async Task While_postgres_is_away_everything_is_refused_and_afterwards_everything_works()
    {
        Assert.SkipWhen(OwnPostgres.Missing is not null, OwnPostgres.Missing ?? "");
        await using var postgres = await OwnPostgres.Make();
        using var folder = new TemporaryFolder();
        await using var app = Site.Build(
            new Settings { Data = folder.Path, Database = postgres.Connection, Limits = new() { Enabled = false } }, "http://127.0.0.1:0",
            services => services.AddLogging(logging => logging.ClearProviders().AddProvider(log)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var author = await app.Services.GetRequiredService<AddUser>().Run(new("wang", "王小微", "weave-for-people"), TestContext.Current.CancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        var written = new ConcurrentDictionary<string, bool>();
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(n => Task.Run(() => Write(app, author.AccountId, n, written, enough.Token))).ToArray();
        await Until(() => written.Count > 20);

        await postgres.Stop();
        var stopped = TimeProvider.System.GetUtcNow();
        await ExpectRefusals(http, stopped + Outage);
        var during = written.Count;
        await postgres.Start();

        await Until(() => written.Count > during + 20);
        await Until(async () => (await http.GetAsync("/healthz/ready")).IsSuccessStatusCode && (await http.GetAsync("/@wang")).IsSuccessStatusCode);
        await enough.CancelAsync();
        await Task.WhenAll(writers);
        await app.Services.GetRequiredService<Zhibo.Shared.Facts.Outbox>().Drain(TestContext.Current.CancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        var texts = await scope.ServiceProvider.GetRequiredService<Db>().Posts.Select(p => p.Text).ToListAsync(TestContext.Current.CancellationToken);
        texts.Order().ShouldBe(written.Keys.Order());
        log.Errors.ShouldBeEmpty();
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Write(WebApplication app, long author, int client, ConcurrentDictionary<string, bool> written, CancellationToken enough)
    {
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var text = $"橘子 {client} {n}";
            while (true)
            {
                try
                {
                    await using var scope = app.Services.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<CreatePost>().Run(new CreatePost.Input(author, text) { IdempotencyKey = $"{client}-{n}" }, CancellationToken.None);
                    written[text] = true;
                    break;
                }
                catch (Exception e) when (Refused(app, e))
                {
                    await Task.Delay(50, CancellationToken.None);
                }
            }
        }
    }

    /// <summary>The door would answer it with 503.</summary>
    private static bool Refused(WebApplication app, Exception e) =>
        app.Services.GetRequiredService<Engine>().Translate(e) is Refusal { Kind: RefusalKind.Busy, RetryAfter: not null };

    private static async Task ExpectRefusals(HttpClient http, DateTimeOffset until)
    {
        var seen = 0;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            // A name nobody has asked for yet cannot come from memory.
            foreach (var path in new[] { $"/@nobody{seen}", $"/api/v1/accounts/lookup?acct=nobody{seen}" })
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(8));
                var answer = await http.GetAsync(path, patience.Token);
                if (answer.StatusCode == HttpStatusCode.NotFound) continue;
                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
                answer.Headers.RetryAfter.ShouldNotBeNull();
                seen++;
            }
            (await http.GetAsync("/healthz/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
            var ready = await http.GetAsync("/healthz/ready");
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync()).ShouldContain("database");
            await Task.Delay(200);
        }
    }

    private static Task Until(Func<bool> so) => Until(() => Task.FromResult(so()));

    private static async Task Until(Func<Task<bool>> so)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await so()) await Task.Delay(50, patience.Token);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zhibo-folder-");

        public string Path => folder.FullName;

        public void Dispose() => folder.Delete(recursive: true);
    }
}
