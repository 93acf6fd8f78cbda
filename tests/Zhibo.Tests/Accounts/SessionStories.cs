using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;

namespace Zhibo.Tests.Accounts;

public sealed class SessionStories
{
    [BothEngines]
    public async Task Signing_out_there_ends_it_at_once(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        var phone = story.Town.Stranger;
        await AccountTown.SignsIn(phone, "chen");
        await phone.Page("/settings/security");

        var page = await chen.Page("/settings/security");
        await chen.Submits(page, "form[action$='/end']");
        await Gone(phone);
        // The dead cookie is taken away with the next page.
        await phone.Page("/sign-in");
        AccountTown.IsIn(phone).ShouldBeFalse();
        await chen.Page("/settings/security");
    }

    [BothEngines]
    public async Task Somebody_elses_session_cannot_be_ended(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        var wang = await story.SignsUp("wang", "王小微");
        var id = await story.Town.Read(async db => await db.Sessions.OrderBy(s => s.Id).Select(s => s.Id).FirstAsync());
        await wang.Send(new HttpRequestMessage(HttpMethod.Post, $"/settings/security/sessions/{id}/end"));
        await chen.Page("/settings/security");
    }

    [BothEngines]
    public async Task A_new_password_ends_the_other_sessions_and_tokens_only_if_wished(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        var phone = story.Town.Stranger;
        await AccountTown.SignsIn(phone, "chen");
        await story.Town.Use<IssueToken, string>(issue => issue.Run(new("chen"), default));

        var page = await chen.Page("/settings/security");
        await chen.Submits(page, "form[action$='/password']", HttpStatusCode.UnprocessableEntity, ("current", "wrong wrong"), ("password", "the river runs east"));
        await chen.Submits(page, "form[action$='/password']", ("current", AccountTown.Password), ("password", "the river runs east"));
        await Gone(phone);
        await chen.Page("/settings/security");
        (await story.Town.Read(db => db.AccessTokens.CountAsync())).ShouldBe(1);

        await chen.Submits(page, "form[action$='/password']", ("current", "the river runs east"), ("password", "the river runs west"), ("tokens", "true"));
        (await story.Town.Read(db => db.AccessTokens.CountAsync())).ShouldBe(0);
    }

    [BothEngines]
    public async Task A_disabled_users_sessions_and_tokens_die_at_once(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.Town.Citizen("陈学珍", "chen");
        await chen.Page("/settings/security");
        (await chen.Calls(HttpMethod.Get, "/api/v1/accounts/verify_credentials")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await story.Town.Use<DisableUser, int>(async disable => { await disable.Run(new("chen"), default); return 0; });
        await Gone(chen);
        (await chen.Calls(HttpMethod.Get, "/api/v1/accounts/verify_credentials")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [BothEngines]
    public async Task A_session_in_use_lives_on_and_an_unused_one_ends(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        for (var n = 0; n < 4; n++)
        {
            story.Town.Clock.Advance(TimeSpan.FromDays(25));
            await chen.Page("/settings/security");
            await story.Settled();
        }
        (await story.Town.Read(db => db.Sessions.Select(s => s.LastSeenAt).SingleAsync())).ShouldBe(story.Town.Clock.GetUtcNow());
        story.Town.Clock.Advance(TimeSpan.FromDays(61));
        await Gone(chen);
    }

    [Fact]
    public async Task A_known_caller_asks_no_database_and_is_noted_every_five_minutes()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        var chen = await story.SignsUp("chen", "陈学珍");
        var start = story.Town.Clock.GetUtcNow();
        await chen.Page("/settings/look");
        story.Town.Clock.Advance(TimeSpan.FromMinutes(4));
        await chen.Page("/settings/look");
        await story.Settled();
        (await story.Town.Read(db => db.Sessions.Select(s => s.LastSeenAt).SingleAsync())).ShouldBe(start);
        story.Town.Clock.Advance(TimeSpan.FromMinutes(2));
        await chen.Page("/settings/look");
        await story.Settled();
        (await story.Town.Read(db => db.Sessions.Select(s => s.LastSeenAt).SingleAsync())).ShouldBe(story.Town.Clock.GetUtcNow());
    }

    [BothEngines]
    public async Task Signing_out_leaves_nothing_behind(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        var cookie = chen.Cookies["zhibo"];
        await chen.Submits(await chen.Page("/settings/security"), "form[action='/sign-out']");
        AccountTown.IsIn(chen).ShouldBeFalse();
        var thief = new Person(story.Town, cookie: cookie);
        await Gone(thief);
        (await story.Town.Read(db => db.Sessions.CountAsync())).ShouldBe(0);
    }

    /// <summary>Led to the sign-in page.</summary>
    private static async Task Gone(Person person)
    {
        var answer = await person.Get("/settings/security");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?back=");
    }
}
