using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Zhibo.Tests.Hostile;

/// <summary>What another site makes a signed-in browser send.</summary>
public sealed class CrossSiteTests
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Referer", "https://evil.example/form")]
    [InlineData("X-Nothing", "at all")]
    public async Task Is_refused_at_every_door(string header, string value)
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        var before = await State(grounds.Town);

        foreach (var (method, path, pattern) in grounds.Routes().Where(r => r.Method is not ("GET" or "HEAD" or "OPTIONS")))
        {
            var request = new HttpRequestMessage(HttpMethod.Parse(method), path) { Content = new FormUrlEncodedContent([new("text", "x7"), new("status", "x7"), new("act", "block"), new("name", "wang")]) };
            request.Headers.TryAddWithoutValidation(header, value);
            // As an old browser: it sends no Sec-Fetch-Site.
            if (header != "Sec-Fetch-Site") request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "");
            (await grounds.Mallory.Send(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{method} {pattern}");
        }
        (await State(grounds.Town)).ShouldBe(before);
    }

    [Fact]
    public async Task A_stranger_cannot_be_signed_in_from_outside()
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("name", "mallory"), new("password", Grounds.Password)]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var victim = grounds.Town.Stranger;

        (await victim.Send(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        victim.Cookies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cookie_is_no_token_and_a_token_no_cookie()
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        var cookie = grounds.Wang.Cookies["zhibo"];

        var asToken = new HttpRequestMessage(HttpMethod.Get, "/api/v1/accounts/verify_credentials");
        asToken.Headers.Authorization = new("Bearer", cookie);
        (await grounds.Town.Stranger.Send(asToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var asCookie = new HttpRequestMessage(HttpMethod.Get, "/settings/security");
        asCookie.Headers.Add("Cookie", $"zhibo={grounds.Wang.Token}");
        (await grounds.Town.Stranger.Send(asCookie)).StatusCode.ShouldBe(HttpStatusCode.RedirectMethod);
    }

    private static Task<string> State(Town town) => town.Read(async db =>
        $"{await db.Posts.CountAsync()} {await db.Likes.CountAsync()} {await db.Follows.CountAsync()} {await db.Blocks.CountAsync()} {await db.Mutes.CountAsync()} {await db.Sessions.CountAsync()} {await db.Users.CountAsync()}");
}
