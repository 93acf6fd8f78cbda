using System.Net;
using System.Net.Http.Headers;

namespace Zhibo.Tests.Commands;

/// <summary>What load balancers and monitoring ask.</summary>
public sealed class OperationTests
{
    [BothEngines]
    public async Task A_site_that_serves_is_live_and_ready(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        foreach (var (path, status) in new[] { ("/healthz/live", "live"), ("/healthz/ready", "ready") })
        {
            var answer = await town.Stranger.Get(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe($"{{\"status\":\"{status}\"}}");
        }
    }

    [Fact]
    public async Task Figures_are_for_this_machine_and_for_whoever_holds_the_token()
    {
        await using var closed = await Town.Start(EngineKind.Sqlite);
        (await closed.Stranger.Get("/metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var open = await Town.Start(EngineKind.Sqlite, new() { Settings = s => s.Telemetry.Metrics = true });
        await open.Citizen("王小微");
        await open.Stranger.Get("/nowhere");
        var text = await (await open.Stranger.Get("/metrics")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("# TYPE zhibo_writer_group_size histogram");
        text.ShouldContain("zhibo_writer_group_size_count ");
        text.ShouldContain("zhibo_requests_refused_total{status=\"404\"} 1");
        text.ShouldNotContain("nowhere");
        (await Through("/metrics", open)).ShouldBe(HttpStatusCode.NotFound);

        await using var secret = await Town.Start(EngineKind.Sqlite, new() { Settings = s => (s.Telemetry.Metrics, s.Telemetry.MetricsToken) = (true, "orange") });
        (await secret.Stranger.Get("/metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "orange") } };
        (await secret.Stranger.Send(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A proxy on this machine speaks for the whole world.</summary>
    private static async Task<HttpStatusCode> Through(string path, Town town)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        return (await town.Stranger.Send(request)).StatusCode;
    }

    [Fact]
    public async Task Pages_are_compressed_for_whoever_can_read_it_and_no_page_names_the_server()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        var answer = await town.Stranger.Send(request);
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        answer.Headers.Server.ShouldBeEmpty();
        answer.Headers.GetValues("X-Request-Id").Single().ShouldNotBeEmpty();
    }
}
