using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;

namespace Zhibo.Tests.Hostile;

/// <summary>Reaching for what belongs to somebody else, by its number.</summary>
public sealed class OthersThingsTests
{
    [BothEngines]
    public async Task Anothers_post_is_neither_edited_nor_deleted(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var (mallory, post) = (grounds.Mallory, grounds.Post);

        (await mallory.Calls(HttpMethod.Put, $"/api/v1/statuses/{post}", JsonContent.Create(new { status = "x7" }))).StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        (await mallory.Calls(HttpMethod.Delete, $"/api/v1/statuses/{post}")).StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        foreach (var act in new[] { "edit", "delete" })
        {
            (await mallory.Get($"/posts/{post}/{act}")).StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
            (await mallory.Send(Form($"/posts/{post}/{act}", ("text", "x7")))).StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
        }

        var kept = await grounds.Town.Read(db => db.Posts.SingleAsync(p => p.Id == long.Parse(post, null)));
        kept.Text.ShouldStartWith("橘子熟了");
        kept.DeletedAt.ShouldBeNull();
        (await grounds.Town.Read(db => db.PostEdits.CountAsync())).ShouldBe(0);
    }

    /// <summary>What one may not see answers like what does not exist.</summary>
    [BothEngines]
    public async Task A_post_for_others_cannot_be_reached_by_its_number(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var (wang, stranger) = (grounds.Wang, await grounds.Town.Citizen("路人甲"));
        foreach (var visibility in new[] { "private", "direct" })
        {
            var post = await wang.Posts($"只给你看 {visibility}", visibility);
            foreach (var person in new[] { stranger, grounds.Town.Stranger })
            {
                foreach (var path in new[] { "", "/context", "/source", "/history", "/favourited_by", "/reblogged_by" })
                    (await person.Calls(HttpMethod.Get, $"/api/v1/statuses/{post}{path}")).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Unauthorized);
                foreach (var path in new[] { $"/@wang/{post}", $"/@wang/{post}/history", $"/posts/{post}" })
                    (await person.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
                foreach (var path in new[] { "/", "/@wang", "/api/v1/timelines/public", $"/api/v1/accounts/{wang.AccountId}/statuses" })
                    (await (await person.Get(path)).Content.ReadAsStringAsync()).ShouldNotContain("只给你看");
            }
            foreach (var act in new[] { "favourite", "reblog" })
                (await stranger.Calls(HttpMethod.Post, $"/api/v1/statuses/{post}/{act}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Calls(HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "x7", in_reply_to_id = post }))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Send(Form("/posts", ("text", "x7"), ("parent", post)))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Send(Form("/posts", ("text", "x7"), ("repost", post)))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Get($"/compose?parent={post}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.Get($"/posts/{post}/repost")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [BothEngines]
    public async Task Anothers_sessions_and_tokens_stay(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var session = await grounds.Town.Read(db => db.Sessions.Where(s => s.UserId == grounds.Wang.UserId).Select(s => s.Id).SingleAsync());
        var token = await grounds.Town.Read(db => db.AccessTokens.Where(s => s.UserId == grounds.Wang.UserId).Select(s => s.Id).SingleAsync());

        await grounds.Mallory.Send(Form($"/settings/security/sessions/{session}/end"));
        await grounds.Mallory.Send(Form($"/settings/security/tokens/{token}/revoke"));
        await grounds.Mallory.Send(Form("/settings/security/sessions/end-others"));

        (await grounds.Wang.Get("/settings/security")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await grounds.Wang.Calls(HttpMethod.Get, "/api/v1/accounts/verify_credentials")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [BothEngines]
    public async Task Anothers_notices_stay_anothers(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var notice = (await grounds.Wang.Json("/api/v1/notifications"))[0].GetProperty("id").GetString();

        (await grounds.Mallory.Calls(HttpMethod.Get, $"/api/v1/notifications/{notice}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
}
