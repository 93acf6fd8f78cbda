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

    [Fact]
    public async Task Only_a_trusted_proxy_is_believed_that_the_reader_came_by_https()
    {
        await using var trusting = await Town.Start(EngineKind.Sqlite, new() { Settings = s => s.Site.TrustedProxies = "127.0.0.0/8, ::1" });
        await using var wary = await Town.Start(EngineKind.Sqlite, new() { Settings = s => s.Site.TrustedProxies = "10.0.0.1" });
        foreach (var (town, believed) in new[] { (trusting, true), (wary, false) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("X-Forwarded-Proto", "https");
            (await town.Stranger.Send(request)).Headers.Contains("Strict-Transport-Security").ShouldBe(believed);
        }
    }

    [Fact]
    public async Task A_person_who_is_signed_in_is_so_on_the_error_page_too()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微");
        var page = await wang.Page("/no/such/page", HttpStatusCode.NotFound);
        page.QuerySelector(".viewer")!.TextContent.ShouldContain("王小微");
    }
}
