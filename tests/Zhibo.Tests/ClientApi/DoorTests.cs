using System.Net;
using System.Net.Http.Json;

namespace Zhibo.Tests.ClientApi;

/// <summary>Who may knock, and how the door says no.</summary>
public sealed class DoorTests
{
    private static readonly (string Method, string Path, string Scope)[] Guarded =
    [
        ("POST", "/api/v1/statuses", "write:statuses"),
        ("PUT", "/api/v1/statuses/{0}", "write:statuses"),
        ("DELETE", "/api/v1/statuses/77", "write:statuses"),
        ("GET", "/api/v1/statuses/{0}/source", "read:statuses"),
        ("POST", "/api/v1/statuses/{0}/favourite", "write:favourites"),
        ("POST", "/api/v1/statuses/{0}/unfavourite", "write:favourites"),
        ("POST", "/api/v1/statuses/{0}/reblog", "write:statuses"),
        ("POST", "/api/v1/statuses/{0}/unreblog", "write:statuses"),
        ("GET", "/api/v1/timelines/home", "read:statuses"),
        ("GET", "/api/v1/accounts/verify_credentials", "read:accounts"),
        ("GET", "/api/v1/accounts/relationships", "read:follows"),
        ("POST", "/api/v1/accounts/{1}/follow", "write:follows"),
        ("POST", "/api/v1/accounts/{1}/unfollow", "write:follows"),
        ("POST", "/api/v1/accounts/{1}/block", "write:blocks"),
        ("POST", "/api/v1/accounts/{1}/unblock", "write:blocks"),
        ("POST", "/api/v1/accounts/{1}/mute", "write:mutes"),
        ("POST", "/api/v1/accounts/{1}/unmute", "write:mutes"),
        ("GET", "/api/v1/notifications", "read:notifications"),
        ("GET", "/api/v1/preferences", "read:accounts"),
    ];

    [BothEngines]
    public async Task Every_guarded_door_asks_for_its_scope(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var post = await wang.Posts("晴");
        var other = await wang.WithScopes(town, "push admin:read");
        foreach (var (method, pattern, scope) in Guarded)
        {
            var path = pattern.Replace("{0}", post, StringComparison.Ordinal).Replace("{1}", $"{li.AccountId}", StringComparison.Ordinal);
            (await Call(town.Stranger).AsRefusal()).ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
            (await Call(other).AsRefusal()).ShouldBe(HttpStatusCode.Forbidden, $"{method} {path}");
            var granted = await wang.WithScopes(town, scope);
            (await Call(granted)).StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);

            Task<HttpResponseMessage> Call(Person person) =>
                person.Calls(new HttpMethod(method), path, method is "POST" or "PUT" && path.Contains("/statuses", StringComparison.Ordinal) ? JsonContent.Create(new { status = "雨" }) : null);
        }
        (await (await wang.WithScopes(town, "profile")).Json("/api/v1/accounts/verify_credentials")).Text("acct").ShouldBe("wang");
        (await other.Calls(HttpMethod.Get, $"/api/v1/statuses/{post}").AsRefusal()).ShouldBe(HttpStatusCode.Forbidden);
        (await other.Calls(HttpMethod.Get, "/api/v1/timelines/public").AsRefusal()).ShouldBe(HttpStatusCode.Forbidden);
    }

    [BothEngines]
    public async Task A_token_that_is_none_is_refused_even_where_anybody_may_ask(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var nobody = new Person(town, token: "no-such-token");
        var answer = await nobody.Calls(HttpMethod.Get, "/api/v1/timelines/public");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        // A client in a browser may read why.
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
    }

    [BothEngines]
    public async Task What_is_not_there_is_said_in_one_form(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        foreach (var path in new[] { "statuses/77", "statuses/x", "statuses/77/context", "statuses/77/source", "statuses/77/history", "statuses/77/favourited_by", "statuses/77/reblogged_by", "accounts/77/statuses", "accounts/77/followers", "notifications/77", "nothing/here" })
            (await wang.Calls(HttpMethod.Get, "/api/v1/" + path).AsRefusal()).ShouldBe(HttpStatusCode.NotFound, path);
        foreach (var act in new[] { "favourite", "unfavourite", "reblog", "unreblog" })
            (await wang.Calls(HttpMethod.Post, $"/api/v1/statuses/77/{act}").AsRefusal()).ShouldBe(HttpStatusCode.NotFound, act);
        (await wang.Calls(HttpMethod.Patch, "/api/v1/statuses/77").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        town.Log.Errors.ShouldBeEmpty();
    }

    [BothEngines]
    public async Task A_client_in_a_browser_may_ask(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/statuses");
        request.Headers.Add("Origin", "https://client.example");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        var answer = await town.Stranger.Send(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        string.Join(",", answer.Headers.GetValues("Access-Control-Allow-Headers")).ShouldContain("Idempotency-Key");
        (await town.Stranger.Calls(HttpMethod.Get, "/api/v1/instance")).Headers.GetValues("Access-Control-Expose-Headers").First().ShouldContain("Link");
    }

    [BothEngines]
    public async Task Addresses_are_those_of_the_name_the_site_is_called_by(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("晴");
        for (var n = 0; n < 3; n++) (await Url($"name{n}.example")).ShouldBe($"http://name{n}.example/@wang/{post}");
        // Whoever makes up names does not make the site keep a copy for each.
        for (var n = 3; n < 20; n++) (await Url($"name{n}.example")).ShouldBe($"{town.Address}@wang/{post}");

        async Task<string> Url(string host)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/statuses/{post}");
            request.Headers.Host = host;
            var answer = await town.Stranger.Send(request);
            return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).Text("url");
        }
    }

    [BothEngines]
    public async Task A_site_that_knows_its_name_uses_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { Settings = s => s.Site.Domain = "weibo.deyang.example" });
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("晴");

        (await wang.Json($"/api/v1/statuses/{post}")).Text("url").ShouldBe($"https://weibo.deyang.example/@wang/{post}");
        (await wang.Json("/api/v2/instance")).Text("domain").ShouldBe("weibo.deyang.example");
        (await wang.Leaf("/api/v1/timelines/public")).Next.ShouldStartWith("https://weibo.deyang.example/api/v1/timelines/public?max_id=");
    }

    [BothEngines]
    public async Task The_instance_tells_its_limits(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var configuration = (await town.Stranger.Json("/api/v2/instance")).GetProperty("configuration");
        configuration.GetProperty("statuses").Number("max_characters").ShouldBe(140);
        configuration.GetProperty("statuses").Number("characters_reserved_per_url").ShouldBe(10);
        configuration.GetProperty("statuses").Number("max_media_attachments").ShouldBe(9);
        configuration.GetProperty("media_attachments").GetProperty("supported_mime_types").EnumerateArray().Select(t => t.GetString()).ShouldContain("image/jpeg");
    }
}
