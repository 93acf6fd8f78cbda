namespace Zhibo.Tests.Hostile;

/// <summary>Nobody is led to another site by an address of ours.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("\u0001//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x7")]
    [InlineData("http:evil.example")]
    [InlineData("@evil.example")]
    [InlineData("/../..//evil.example")]
    [InlineData("／／evil.example")]
    public async Task Back_leads_nowhere_else(string back)
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        var wang = grounds.Wang;
        foreach (var (method, path, pattern) in grounds.Routes().Where(r => r.Method is "GET" or "POST" && r.Path is not ("/events" or "/sign-out")))
        {
            var answer = method == "GET"
                ? await wang.Get($"{path}?back={Uri.EscapeDataString(back)}")
                : await wang.Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("back", back), new("text", "x7"), new("act", "follow"), new("language", "en")]) });
            if (answer.Headers.Location is { } to) AnswerRules.IsLocal(to.OriginalString).ShouldBeTrue($"{method} {pattern} leads to {to.OriginalString}");
        }
        var stranger = grounds.Town.Stranger;
        var entered = await stranger.Send(new(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("name", "wang"), new("password", Grounds.Password), new("back", back)]) });
        AnswerRules.IsLocal(entered.Headers.Location!.OriginalString).ShouldBeTrue($"signing in leads to {entered.Headers.Location}");
    }
}
