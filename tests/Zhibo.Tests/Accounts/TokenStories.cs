using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;

namespace Zhibo.Tests.Accounts;

public sealed class TokenStories
{
    [BothEngines]
    public async Task A_token_does_what_it_was_given_for(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        await story.SignsUp("chen", "陈学珍");
        var read = await Issue(story, "read");
        var write = await Issue(story, "write:statuses");

        (await Call(story, read, HttpMethod.Get, "/api/v1/accounts/verify_credentials")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Call(story, read, HttpMethod.Post, "/api/v1/statuses", "status=hi")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Call(story, write, HttpMethod.Post, "/api/v1/statuses", "status=hi")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Keys are never handled by a token, whatever it may do.
        var all = await Issue(story, IssueToken.AllScopes);
        (await Call(story, all, HttpMethod.Get, "/settings/security")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Call(story, all, HttpMethod.Post, "/settings/security/sessions/end-others")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [BothEngines]
    public async Task A_wrong_token_is_refused_in_the_doors_own_words(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        // A session's cookie is no bearer token, and the other way round.
        foreach (var token in new[] { "rubbish", chen.Cookies["zhibo"], new string('x', 5000), "" })
        {
            var answer = await Call(story, token, HttpMethod.Get, "/api/v1/accounts/verify_credentials");
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            json.RootElement.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        }
        var issued = await Issue(story, "read");
        await Call(story, issued, HttpMethod.Get, "/api/v1/accounts/verify_credentials");
        (await new Person(story.Town, cookie: issued).Get("/settings/security")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [BothEngines]
    public async Task A_revoked_token_is_dead_at_once(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        var token = await Issue(story, "read");
        (await Call(story, token, HttpMethod.Get, "/api/v1/accounts/verify_credentials")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await chen.Submits(await chen.Page("/settings/security"), "form[action$='/revoke']");
        (await Call(story, token, HttpMethod.Get, "/api/v1/accounts/verify_credentials")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await story.Town.Read(db => db.AccessTokens.CountAsync())).ShouldBe(0);
    }

    private static Task<string> Issue(AccountTown story, string scopes) =>
        story.Town.Use<IssueToken, string>(issue => issue.Run(new("chen", scopes, "测试"), default));

    private static Task<HttpResponseMessage> Call(AccountTown story, string token, HttpMethod method, string path, string? form = null)
    {
        var request = new HttpRequestMessage(method, new Uri(story.Town.Address, path));
        if (form is not null) request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return story.Town.Phone.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
