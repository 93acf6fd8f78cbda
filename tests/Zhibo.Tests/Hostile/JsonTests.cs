using System.Net.Http.Headers;
using System.Text;
using Zhibo.Shared.Http;
using Zhibo.Tests.HouseRules;

namespace Zhibo.Tests.Hostile;

/// <summary>The JSON doors, given what no client of good will sends.</summary>
public sealed class JsonTests
{
    private static readonly string[] Fields =
    [
        "status", "spoiler_text", "visibility", "language", "in_reply_to_id", "sensitive", "media_ids", "poll", "scheduled_at",
        "duration", "notifications", "reblogs", "notify", "quoted_status_id",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "-1", "1e999", "99999999999999999999999999", "[]", "[[[[]]]]", "{}", "{\"a\":{\"b\":1}}", "\"\"", "\" \"",
        "\"\\ud800\"", "\"a\\udc00\\ud800b\"", "\"\\u0000a\"", "\"\\u202Ex\\u2067\"", "\"<script>alert('x7')</script>\"", "\"private\"", "\"9223372036854775807\"", "\"-9223372036854775809\"", "\"0\"",
    ];

    [BothEngines]
    public async Task No_field_can_be_abused(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var faults = new List<string>();
        foreach (var (method, path, pattern) in Writing(grounds))
        {
            foreach (var field in Fields)
                foreach (var value in Values)
                {
                    var rest = field == "status" ? "" : "\"status\":\"x7\",";
                    faults.AddRange(await Send(grounds, method, path, $"{pattern} {field}={value}", Encoding.UTF8.GetBytes($"{{{rest}\"{field}\":{value}}}")));
                }
        }
        foreach (var path in new[] { "/", "/@wang", "/api/v1/timelines/home", "/api/v1/timelines/public?limit=40", "/notices" })
            faults.AddRange(await AnswerRules.Faults(await grounds.Wang.Get(path), "afterwards " + path));
        faults.ShouldBeNone("Answers that break the rules:");
    }

    [BothEngines]
    public async Task Bodies_that_are_no_JSON_are_refused(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var faults = new List<string>();
        (string Name, byte[] Body)[] bodies =
        [
            ("nothing", []),
            ("half", "{\"status\":\"a"u8.ToArray()),
            ("words", "status=a"u8.ToArray()),
            ("a list", "[1,2]"u8.ToArray()),
            ("a number", "7"u8.ToArray()),
            ("twice", "{\"status\":\"a\",\"status\":\"b\"}"u8.ToArray()),
            ("marked", [0xEF, 0xBB, 0xBF, .. "{\"status\":\"a\"}"u8]),
            ("deep lists", Encoding.ASCII.GetBytes("{\"status\":" + new string('[', 100_000))),
            ("deep objects", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 50_000)))),
            ("broken UTF-8", [.. "{\"status\":\""u8, 0xFF, 0xC0, 0x80, .. "\"}"u8]),
            ("surrogate bytes", [.. "{\"status\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]),
            ("UTF-16", Encoding.Unicode.GetBytes("{\"status\":\"a\"}")),
            ("a megabyte", Encoding.UTF8.GetBytes($"{{\"status\":\"{new string('织', 300_000)}\"}}")),
            ("three megabytes", Encoding.UTF8.GetBytes($"{{\"status\":\"{new string('a', 3_000_000)}\"}}")),
            ("many fields", Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"\"f{n}\":{n}")) + "}")),
        ];
        foreach (var (method, path, pattern) in Writing(grounds))
            foreach (var (name, body) in bodies)
                faults.AddRange(await Send(grounds, method, path, $"{pattern} {name}", body));
        faults.ShouldBeNone("Answers that break the rules:");
    }

    [BothEngines]
    public async Task Forms_at_the_JSON_door_are_no_weaker(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var faults = new List<string>();
        foreach (var text in HostileText.All)
            foreach (var field in new[] { "status", "spoiler_text", "language", "visibility", "in_reply_to_id", "media_ids[]" })
            {
                var rest = field == "status" ? "" : "status=x7&";
                var body = new StringContent($"{rest}{HostileText.Encode(field)}={text.Encoded()}", null, "application/x-www-form-urlencoded");
                faults.AddRange(await AnswerRules.Faults(await grounds.Wang.Calls(HttpMethod.Post, "/api/v1/statuses", body), $"{text} in {field}"));
            }
        faults.ShouldBeNone("Answers that break the rules:");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer a b")]
    [InlineData("Basic d2FuZzp4")]
    public async Task A_strange_token_is_no_token(string authorization)
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/accounts/verify_credentials");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        ((int)(await town.Stranger.Send(request)).StatusCode).ShouldBeOneOf(400, 401);
    }

    private static IEnumerable<(string Method, string Path, string Pattern)> Writing(Grounds grounds) =>
        grounds.Routes().Where(r => r.Path.StartsWith("/api/", StringComparison.Ordinal) && r.Method is "POST" or "PUT" or "PATCH");

    private static async Task<IReadOnlyList<string>> Send(Grounds grounds, string method, string path, string what, byte[] body)
    {
        for (var first = true; ; first = false)
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            try
            {
                return await AnswerRules.Faults(await grounds.Wang.Calls(HttpMethod.Parse(method), path, content), $"{method} {what}");
            }
            catch (HttpRequestException) when (body.Length > HttpSetup.BodyLimit)
            {
                // The server stopped reading; whether its answer is seen before the line breaks is a matter of luck.
                return [];
            }
            catch (HttpRequestException) when (first)
            {
                // The line was closed behind the body before this one.
            }
        }
    }
}
