using Zhibo.Tests.HouseRules;

namespace Zhibo.Tests.Hostile;

/// <summary>Nobody is led to another site by an address of ours.</summary>
public sealed class RedirectTests
{
    private static readonly string[] Elsewhere =
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\u0001//evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "data:text/html,x7",
        "http:evil.example",
        "@evil.example",
        "/../..//evil.example",
        "／／evil.example",
    ];

    [Fact]
    public async Task Back_leads_nowhere_else()
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        var faults = new List<string>();
        foreach (var (method, path, pattern) in grounds.Routes().Where(r => r.Method is "GET" or "POST" && r.Path is not ("/events" or "/sign-out") && !r.Path.StartsWith("/api", StringComparison.Ordinal)))
        {
            foreach (var back in Elsewhere)
            {
                var request = method == "GET"
                    ? new HttpRequestMessage(HttpMethod.Get, $"{path}?back={Uri.EscapeDataString(back)}")
                    : new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("back", back), new("text", "x7"), new("act", "follow"), new("language", "en")]) };
                faults.AddRange(await AnswerRules.Faults(await grounds.Wang.Send(request), $"{method} {pattern} back={back}"));
            }
        }
        faults.ShouldBeNone("Answers that break the rules:");
    }

    [Fact]
    public async Task Signing_in_leads_nowhere_else()
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        foreach (var back in Elsewhere)
        {
            var entered = await grounds.Town.Stranger.Send(new(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("name", "wang"), new("password", Grounds.Password), new("back", back)]) });
            AnswerRules.IsLocal(entered.Headers.Location!.OriginalString).ShouldBeTrue($"{back} leads to {entered.Headers.Location}");
        }
    }
}
