using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Zhibo.Tests.Accounts;

/// <summary>What another site can make a browser send, and cannot.</summary>
public sealed class OriginStories
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "none", true)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Origin", "own", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Referer", "own/settings", true)]
    [InlineData("Referer", "https://evil.example/127.0.0.1", false)]
    [InlineData("X-Nothing", "here", false)]
    public async Task Only_our_own_pages_may_send_forms_with_a_session(string header, string value, bool taken)
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        var chen = await story.SignsUp("chen", "陈学珍");
        var answer = await Post(story, "/settings/profile", chen.Cookies["zhibo"], header, value, ("nickname", "改了名"), ("bio", ""));
        answer.StatusCode.ShouldBe(taken ? HttpStatusCode.Found : HttpStatusCode.Forbidden);
        (await story.Town.Read(db => db.Accounts.Select(a => a.Nickname).SingleAsync())).ShouldBe(taken ? "改了名" : "陈学珍");
    }

    [Fact]
    public async Task Nobody_is_signed_in_to_a_strangers_account_from_another_site()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        await story.SignsUp("thief", "小偷甲");
        var answer = await Post(story, "/sign-in", null, "Origin", "https://evil.example", ("name", "thief"), ("password", AccountTown.Password));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_neighbouring_port_is_another_site()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        var chen = await story.SignsUp("chen", "陈学珍");
        var answer = await Post(story, "/sign-out", chen.Cookies["zhibo"], "Origin", "http://127.0.0.1:1");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<HttpResponseMessage> Post(AccountTown story, string path, string? cookie, string header, string value, params (string Name, string Value)[] form)
    {
        var own = story.Town.Address.GetLeftPart(UriPartial.Authority);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(story.Town.Address, path))
        {
            Content = new FormUrlEncodedContent(form.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))),
        };
        if (cookie is not null) request.Headers.Add("Cookie", "zhibo=" + cookie);
        request.Headers.TryAddWithoutValidation(header, value.StartsWith("own", StringComparison.Ordinal) ? own + value[3..] : value);
        return story.Town.Phone.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
