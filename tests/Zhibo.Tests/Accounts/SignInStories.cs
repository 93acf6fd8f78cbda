using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;

namespace Zhibo.Tests.Accounts;

public sealed class SignInStories
{
    [BothEngines]
    public async Task Password_then_code_then_a_recovery_code_when_the_phone_is_lost(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        var page = await chen.Page("/settings/security/totp");
        var secret = Secret(page);
        page = await chen.Submits(page, "form[action='/settings/security/totp']", HttpStatusCode.UnprocessableEntity, ("code", "000000"));
        Secret(page).ShouldBe(secret);
        var codes = (await chen.Submits(page, "form[action='/settings/security/totp']", ("code", CodeNow(story, secret))))
            .QuerySelectorAll(".codes code").Select(c => c.TextContent).ToArray();
        codes.Distinct().Count().ShouldBe(10);

        var laptop = story.Town.Stranger;
        var step = await AccountTown.SignsIn(laptop, "陈学珍");
        step.QuerySelector("[name=code]").ShouldNotBeNull();
        AccountTown.IsIn(laptop).ShouldBeFalse();
        // The code that turned it on was used; the next one works, and once.
        await laptop.Submits(step, "form[action='/sign-in/code']", HttpStatusCode.UnprocessableEntity, ("code", CodeNow(story, secret)));
        story.Town.Clock.Advance(TimeSpan.FromSeconds(30));
        await laptop.Submits(step, "form[action='/sign-in/code']", ("code", CodeNow(story, secret)));
        AccountTown.IsIn(laptop).ShouldBeTrue();

        foreach (var expected in new[] { HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity })
        {
            var other = story.Town.Stranger;
            step = await AccountTown.SignsIn(other, "chen");
            await other.Submits(step, "form[action='/sign-in/code']", expected, ("code", codes[0].ToUpperInvariant().Replace('-', ' ')));
            AccountTown.IsIn(other).ShouldBe(expected == HttpStatusCode.OK);
        }
        (await chen.Page("/settings/security")).Body!.TextContent.ShouldContain("9");
    }

    [BothEngines]
    public async Task The_pass_to_the_second_step_runs_out(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        var page = await chen.Page("/settings/security/totp");
        var secret = Secret(page);
        await chen.Submits(page, "form[action='/settings/security/totp']", ("code", CodeNow(story, secret)));
        var laptop = story.Town.Stranger;
        var step = await AccountTown.SignsIn(laptop, "chen");
        story.Town.Clock.Advance(TimeSpan.FromMinutes(11));
        page = await laptop.Submits(step, "form[action='/sign-in/code']", ("code", CodeNow(story, secret)));
        AccountTown.IsIn(laptop).ShouldBeFalse();
        page.QuerySelector("form[action='/sign-in']").ShouldNotBeNull();
    }

    [BothEngines]
    public async Task Five_failures_lock_for_a_minute_and_each_further_one_for_twice_as_long(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        await story.SignsUp("chen", "陈学珍");
        var thief = story.Town.Stranger;
        for (var n = 0; n < 5; n++) await AccountTown.SignsIn(thief, "chen", "not the password", HttpStatusCode.UnprocessableEntity);
        await AccountTown.SignsIn(thief, "chen", expected: HttpStatusCode.UnprocessableEntity);
        story.Town.Clock.Advance(TimeSpan.FromSeconds(61));
        await AccountTown.SignsIn(thief, "chen", "not the password", HttpStatusCode.UnprocessableEntity);
        await story.Settled();
        story.Town.Clock.Advance(TimeSpan.FromSeconds(61));
        await AccountTown.SignsIn(thief, "chen", expected: HttpStatusCode.UnprocessableEntity);
        story.Town.Clock.Advance(TimeSpan.FromSeconds(61));
        var chen = story.Town.Stranger;
        await AccountTown.SignsIn(chen, "chen");
        AccountTown.IsIn(chen).ShouldBeTrue();
        (await story.UserOf("chen")).FailedSignIns.ShouldBe(0);
    }

    [BothEngines]
    public async Task A_lock_survives_a_restart_and_the_operator_can_open_it(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        await story.SignsUp("chen", "陈学珍");
        for (var n = 0; n < 5; n++) await AccountTown.SignsIn(story.Town.Stranger, "chen", "not the password", HttpStatusCode.UnprocessableEntity);
        await story.Settled();
        await story.Town.Restart();
        await AccountTown.SignsIn(story.Town.Stranger, "chen", expected: HttpStatusCode.UnprocessableEntity);
        await story.Town.Use<SetPassword, int>(async set => { await set.Run(new("chen", "a new way in for chen's shop"), default); return 0; });
        var chen = story.Town.Stranger;
        await AccountTown.SignsIn(chen, "chen", "a new way in for chen's shop");
        AccountTown.IsIn(chen).ShouldBeTrue();
    }

    [BothEngines]
    public async Task Nobody_learns_from_the_answer_whether_a_name_exists(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        await story.SignsUp("chen", "陈学珍");
        var before = await story.UserOf("chen");
        // Names of one length, so that the pages can be the same to the byte.
        var (known, unknown) = (await Body(story, "chen"), await Body(story, "wang"));
        known.Replace("chen", "wang", StringComparison.Ordinal).ShouldBe(unknown);
        (await Body(story, "陈学珍")).Replace("陈学珍", "wang", StringComparison.Ordinal).ShouldBe(unknown);

        var (first, second) = (await Forgot(story, "chen"), await Forgot(story, "wang"));
        first.ShouldBe(second);
        await story.Settled();
        var after = await story.UserOf("chen");
        (after.PasswordHash, after.Email).ShouldBe((before.PasswordHash, before.Email));
        (await story.Town.Read(db => db.PasswordResets.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData("/topics", "/topics")]
    [InlineData("/@chen?a=b", "/@chen?a=b")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("evil.example", "/")]
    public async Task After_signing_in_the_way_leads_to_our_own_pages_only(string back, string to)
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        await story.SignsUp("chen", "陈学珍");
        var answer = await story.Town.Stranger.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("name", "chen"), new("password", AccountTown.Password), new("back", back)]),
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.ShouldBe(to);
    }

    [Fact]
    public async Task Signing_in_begins_a_new_session_and_ends_the_one_before()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        var chen = await story.SignsUp("chen", "陈学珍");
        var first = chen.Cookies["zhibo"];
        var answer = await chen.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("name", "chen"), new("password", AccountTown.Password)]),
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        chen.Cookies["zhibo"].ShouldNotBe(first);
        (await story.Town.Read(db => db.Sessions.CountAsync())).ShouldBe(1);
        var setCookie = answer.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("zhibo=", StringComparison.Ordinal)).ToLowerInvariant();
        setCookie.ShouldContain("httponly");
        setCookie.ShouldContain("samesite=lax");
        // Only its hash is kept.
        var kept = await story.Town.Read(db => db.Sessions.Select(s => s.TokenHash).SingleAsync());
        kept.ShouldBe(Town.Hash(chen.Cookies["zhibo"]));
    }

    [Fact]
    public async Task Guessing_at_many_names_from_one_address_is_slowed_down()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite, s => s.Limits.SignInsPerQuarter = 3);
        for (var n = 0; n < 9; n++) await AccountTown.SignsIn(story.Town.Stranger, $"nobody{n}", "not the password", HttpStatusCode.UnprocessableEntity);
        var page = await AccountTown.SignsIn(story.Town.Stranger, "nobody9", "not the password", HttpStatusCode.TooManyRequests);
        page.QuerySelector("[name=name]")!.GetAttribute("value").ShouldBe("nobody9");
    }

    private static async Task<string> Body(AccountTown story, string name)
    {
        var page = await AccountTown.SignsIn(story.Town.Stranger, name, "not the password", HttpStatusCode.UnprocessableEntity);
        return page.DocumentElement.OuterHtml;
    }

    private static async Task<string> Forgot(AccountTown story, string name)
    {
        var person = story.Town.Stranger;
        return (await person.Submits(await person.Page("/forgot"), "form[action='/forgot']", ("name", name))).DocumentElement.OuterHtml;
    }

    private static string Secret(IHtmlDocument page) => page.QuerySelector(".form code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static string CodeNow(AccountTown story, string base32) => Totp.Code(FromBase32(base32), Totp.StepOf(story.Town.Clock.GetUtcNow()));

    private static byte[] FromBase32(string text)
    {
        var (bytes, bits, count) = (new List<byte>(), 0, 0);
        foreach (var letter in text)
        {
            bits = (bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal)) & 0xFFFF;
            if ((count += 5) < 8) continue;
            bytes.Add((byte)(bits >> (count -= 8)));
        }
        return [.. bytes];
    }
}
