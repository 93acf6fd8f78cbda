using System.Net;
using Zhibo.Tests.HouseRules;

namespace Zhibo.Tests.Hostile;

/// <summary>Every answer keeps the rules: good ones, refusals, and what nobody foresaw.</summary>
public sealed class AnswerTests
{
    private static readonly string[] Values = ["%00", "%FF%FE", "..%2f..%2fetc%2fpasswd", "-1", "99999999999999999999999", "1e99", "NaN", "%F0%9F%91%A8", "%3Cscript%3Ex7%3C%2Fscript%3E", "a%0d%0aSet-Cookie:x7=1", "nobody"];
    private static readonly string[] Queries = ["before", "max_id", "since_id", "min_id", "limit", "text", "parent", "back", "done", "q", "acct", "id", "id[]", "stream", "types[]", "exclude_replies"];

    [BothEngines]
    public async Task Every_route_answers_by_the_rules_to_everybody(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var faults = new List<string>();
        foreach (var person in new[] { grounds.Town.Stranger, grounds.Mallory })
        {
            foreach (var (method, path, pattern) in grounds.Routes().Where(r => (r.Method is "GET" or "HEAD") && r.Path != "/events"))
            {
                faults.AddRange(await AnswerRules.Faults(await person.Send(new(HttpMethod.Parse(method), path)), $"{method} {pattern} {person.Handle}"));
                if (person.Token is not null) faults.AddRange(await AnswerRules.Faults(await person.Calls(HttpMethod.Parse(method), path), $"{method} {pattern} by token"));
            }
        }
        faults.ShouldBeNone("Answers that break the rules:");
    }

    [BothEngines]
    public async Task Strange_addresses_are_refused_politely(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var faults = new List<string>();
        foreach (var (_, path, pattern) in grounds.Routes().Where(r => r.Method == "GET" && r.Path != "/events"))
        {
            if (pattern.Contains('{', StringComparison.Ordinal))
                foreach (var value in Values) faults.AddRange(await AnswerRules.Faults(await grounds.Mallory.Get(grounds.Fill(pattern, value)), $"{pattern} with {value}"));
            foreach (var query in Queries)
                faults.AddRange(await AnswerRules.Faults(await grounds.Mallory.Get($"{path}?{string.Join('&', Values.Select(v => $"{query}={v}"))}"), $"{pattern}?{query}=…"));
            faults.AddRange(await AnswerRules.Faults(await grounds.Mallory.Get($"{path}?{string.Join('&', Queries.Select(q => $"{q}=9223372036854775807"))}"), $"{pattern} with the largest number"));
        }
        faults.ShouldBeNone("Answers that break the rules:");
    }

    [Theory]
    [InlineData("GET", "/no/such/page", 404)]
    [InlineData("GET", "/@nobody_at_all", 404)]
    [InlineData("GET", "/api/v1/no_such_thing", 404)]
    [InlineData("DELETE", "/sign-in", 405)]
    [InlineData("TRACE", "/", 405)]
    [InlineData("GET", "/assets/../appsettings.json", 404)]
    [InlineData("GET", "/appsettings.json", 404)]
    [InlineData("GET", "/.git/config", 404)]
    [InlineData("GET", "/settings/security", 303)]
    [InlineData("GET", "/api/v1/timelines/home", 401)]
    [InlineData("POST", "/api/v1/statuses", 401)]
    public async Task A_refusal_keeps_the_rules(string method, string path, int status)
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var answer = await town.Stranger.Send(new(HttpMethod.Parse(method), path));
        answer.StatusCode.ShouldBe((HttpStatusCode)status);
        (await AnswerRules.Faults(answer, path)).ShouldBeNone("Answers that break the rules:");
    }

    [Fact]
    public async Task Large_and_broken_requests_keep_the_rules()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微");
        var faults = new List<string>();
        HttpContent[] bodies =
        [
            new ByteArrayContent(new byte[3_000_000]),
            Typed("--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhalf a part", "multipart/form-data; boundary=x"),
            Typed("nothing", "multipart/form-data"),
            Typed(string.Join('&', Enumerable.Range(0, 5000).Select(n => $"f{n}=1")), "application/x-www-form-urlencoded"),
            Typed(new string('k', 100_000) + "=1", "application/x-www-form-urlencoded"),
            Typed("%zz=%u1234&%", "application/x-www-form-urlencoded"),
            Typed("{}", "application/json"),
            Typed("", "no/such-type"),
        ];
        foreach (var body in bodies)
            faults.AddRange(await AnswerRules.Faults(await wang.Send(new(HttpMethod.Post, "/posts") { Content = body }), $"POST /posts {body.Headers.ContentType}"));
        faults.AddRange(await AnswerRules.Faults(await wang.Get("/?" + new string('q', 6000)), "a long address"));
        faults.ShouldBeNone("Answers that break the rules:");
    }

    private static StringContent Typed(string text, string type)
    {
        var content = new StringContent(text);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
