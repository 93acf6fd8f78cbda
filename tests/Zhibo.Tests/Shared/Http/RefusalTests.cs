using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Tests.Shared.Http;

/// <summary>One refusal, three faces. The endpoints are made up; what answers them is the real pipeline.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private readonly TownLog log = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = HttpSetup.BodyLimit);
        builder.Logging.ClearProviders().AddProvider(log);
        var settings = new Settings();
        builder.Services.AddHttp(settings).AddSingleton(Engine.For("Host=nowhere", 1)).AddSingleton<Telemetry>();
        app = builder.Build();
        app.UseHttp(settings);
        app.UseRouting();
        foreach (var (path, door) in new[] { ("/page", Door.Page), ("/api/v1", Door.Mastodon), ("/api/zhibo", Door.Json) })
        {
            var routes = app.MapGroup(path).WithDoor(door);
            routes.MapGet("/refuse/{kind}", IResult (RefusalKind kind) => throw new Refusal(kind, "shared.text.too_long", "text", 500) { RetryAfter = TimeSpan.FromSeconds(2.5) });
            routes.MapGet("/bug", IResult () => throw new FormatException("The input string '我的密码' was not in a correct format."));
            routes.MapGet("/away", IResult () => throw new InvalidOperationException("transient", new NpgsqlException("refused")));
            routes.MapGet("/late", async (HttpContext http) =>
            {
                await http.Response.WriteAsync("half");
                await http.Response.Body.FlushAsync();
                throw new FormatException("too late");
            });
            routes.MapPost("/json", (Dictionary<string, string> body) => body.Count);
            routes.MapPost("/form", async (HttpContext http) => (await http.Request.ReadFormAsync()).Count);
        }
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    [Theory]
    [InlineData(RefusalKind.Invalid, 422)]
    [InlineData(RefusalKind.Forbidden, 403)]
    [InlineData(RefusalKind.NotFound, 404)]
    [InlineData(RefusalKind.Conflict, 409)]
    [InlineData(RefusalKind.TooLarge, 413)]
    [InlineData(RefusalKind.TooMany, 429)]
    [InlineData(RefusalKind.Busy, 503)]
    public async Task A_refusal_is_told_in_the_form_of_its_door(RefusalKind kind, int status)
    {
        var problem = await Json($"/api/zhibo/refuse/{kind}", status);
        problem.GetProperty("detail").GetString().ShouldBe("The text is too long: at most 500 characters");
        problem.GetProperty("code").GetString().ShouldBe("shared.text.too_long");
        problem.GetProperty("field").GetString().ShouldBe("text");
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("requestId").GetString().ShouldNotBeNullOrEmpty();

        var mastodon = await Json($"/api/v1/refuse/{kind}", status);
        mastodon.GetProperty("error").GetString().ShouldBe("The text is too long: at most 500 characters");

        var page = await client.GetAsync($"/page/refuse/{kind}", TestContext.Current.CancellationToken);
        ((int)page.StatusCode).ShouldBe(status);
        page.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("too long");
    }

    [Fact]
    public async Task Who_must_sign_in_is_led_there_from_a_page_and_challenged_at_the_other_doors()
    {
        var page = await client.GetAsync("/page/refuse/SignInNeeded?a=b", TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        page.Headers.Location!.ToString().ShouldBe("/sign-in?back=%2Fpage%2Frefuse%2FSignInNeeded%3Fa%3Db");

        var api = await client.GetAsync("/api/v1/refuse/SignInNeeded", TestContext.Current.CancellationToken);
        api.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        api.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Theory]
    [InlineData("/page/bug")]
    [InlineData("/api/v1/bug")]
    [InlineData("/api/zhibo/bug")]
    public async Task A_bug_is_logged_once_with_the_number_of_the_request_and_nothing_leaks(string path)
    {
        var answer = await client.GetAsync(path + "?secret=1", TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(500);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        body.ShouldNotContain("FormatException");
        body.ShouldNotContain("我的密码");
        var id = answer.Headers.GetValues("X-Request-Id").Single();
        var line = log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)).ShouldHaveSingleItem();
        line.ShouldContain(id);
        line.ShouldContain("System.FormatException");
        line.ShouldNotContain("我的密码");
        line.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_database_that_is_away_is_no_bug()
    {
        var answer = await client.GetAsync("/api/v1/away", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        log.Lines.ShouldNotContain(l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_cut_not_completed()
    {
        await Should.ThrowAsync<HttpRequestException>(async () => await client.GetStringAsync("/page/late", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("GET", "/api/v1/none", 404)]
    [InlineData("GET", "/none", 404)]
    [InlineData("DELETE", "/api/zhibo/json", 405)]
    [InlineData("GET", "/page/refuse/nonsense", 400)]
    public async Task What_no_endpoint_answers_is_told_all_the_same(string method, string path, int status)
    {
        var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentLength.ShouldNotBe(0);
        answer.Headers.GetValues("X-Request-Id").Single().ShouldNotBeEmpty();
        if (status == 405) answer.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[1]", 400)]
    [InlineData("{\"a\":{\"b\":1}}", 400)]
    [InlineData("{\"a\":\"b\"}", 200)]
    public async Task Json_that_cannot_be_read_is_refused(string json, int status) =>
        ((int)(await client.PostAsync("/api/zhibo/json", new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken)).StatusCode).ShouldBe(status);

    [Fact]
    public async Task Broken_utf8_deep_nesting_other_types_and_a_body_without_end_are_refused()
    {
        (await Post("/api/zhibo/json", [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8], "application/json")).ShouldBe(400);
        (await Post("/api/zhibo/json", Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 5000)), "application/json")).ShouldBe(400);
        (await Post("/api/zhibo/json", "a=b"u8.ToArray(), "text/plain")).ShouldBe(415);
        (await Post("/api/zhibo/json", new byte[HttpSetup.BodyLimit + 1], "application/json")).ShouldBe(413);
        (await Post("/page/form", [.. "a="u8, .. Enumerable.Repeat((byte)'x', HttpSetup.BodyLimit)], "application/x-www-form-urlencoded")).ShouldBe(413);
        (await Post("/page/form", Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 1000).Select(n => $"a{n}=1"))), "application/x-www-form-urlencoded")).ShouldBe(400);
        (await Post("/page/form", "a=%00"u8.ToArray(), "application/x-www-form-urlencoded")).ShouldBeOneOf(200, 400);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        foreach (var path in new[] { "/page/bug", "/none", "/api/v1/none" })
        {
            var headers = (await client.GetAsync(path, TestContext.Current.CancellationToken)).Headers;
            headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';");
            headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            headers.Contains("Referrer-Policy").ShouldBeTrue();
            headers.Contains("Permissions-Policy").ShouldBeTrue();
        }
    }

    private async Task<int> Post(string path, byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(type);
        return (int)(await client.PostAsync(path, content, TestContext.Current.CancellationToken)).StatusCode;
    }

    private async Task<JsonElement> Json(string path, int status)
    {
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(status);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
