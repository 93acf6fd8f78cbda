using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Shared;

namespace Zhibo.Tests.Accounts;

public sealed class SignUpStories
{
    [BothEngines]
    public async Task Whoever_signs_up_is_in_and_can_be_found(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("Chen", "陈学珍");

        AccountTown.IsIn(chen).ShouldBeTrue();
        (await chen.Page("/settings/profile")).QuerySelector("[name=nickname]")!.GetAttribute("value").ShouldBe("陈学珍");
        var user = await story.UserOf("chen");
        user.Status.ShouldBe(UserStatus.Active);
        user.PasswordHash.ShouldNotContain(AccountTown.Password);
        story.Log.Facts.ShouldContain(new AccountOpened(user.AccountId));
    }

    [BothEngines]
    public async Task Names_that_exist_or_look_like_others_are_refused(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        await story.SignsUp("weibo_deyang", "微博德阳人");
        (string Handle, string Nickname, string Field)[] refused =
        [
            ("weibo_deyang", "别人", "handle"),
            ("weib0_deyang", "别人", "handle"),
            ("weibo__deyang", "别人", "handle"),
            ("other", "微博德阳人", "nickname"),
            ("other", "Weibo_Deyang", "nickname"),
            ("other", "аdmin", "nickname"),
            ("other", "陈\u200B学珍", "nickname"),
            ("ａｄｍｉｎ", "别人", "handle"),
            ("admin", "别人", "handle"),
            ("other", "ａｄｍｉｎ", "nickname"),
            ("x", "别人", "handle"),
            ("other", "", "nickname"),
        ];
        foreach (var (handle, nickname, field) in refused)
        {
            var person = story.Town.Stranger;
            var request = new HttpRequestMessage(HttpMethod.Post, "/sign-up")
            {
                Content = new FormUrlEncodedContent([new("handle", handle), new("nickname", nickname), new("password", AccountTown.Password)]),
            };
            var answer = await person.Send(request);
            ((int)answer.StatusCode).ShouldBeOneOf([409, 422], $"{handle} {nickname}");
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            html.ShouldContain($"id=\"f-{field}-error\"", Case.Sensitive, $"{handle} {nickname}");
            html.ShouldNotContain(AccountTown.Password);
            AccountTown.IsIn(person).ShouldBeFalse();
        }
        (await story.Town.Read(db => db.Accounts.CountAsync())).ShouldBe(1);
    }

    [BothEngines]
    public async Task Of_ten_who_want_one_name_at_once_one_gets_it(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var tries = Enumerable.Range(0, 10).Select(async n =>
        {
            var person = story.Town.Stranger;
            // Half of them as a handle, half as the nickname that looks like it.
            (string, string) names = n % 2 == 0 ? ("liuying", $"刘英{n}") : ($"other{n}", "Liuying");
            var answer = await person.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-up")
            {
                Content = new FormUrlEncodedContent([new("handle", names.Item1), new("nickname", names.Item2), new("password", AccountTown.Password)]),
            });
            return answer.StatusCode;
        });
        var answers = await Task.WhenAll(tries);
        answers.Count(a => a == HttpStatusCode.Found).ShouldBe(1);
        answers.Count(a => a == HttpStatusCode.Conflict).ShouldBe(9);
        (await story.Town.Read(db => db.Accounts.CountAsync())).ShouldBe(1);
    }

    [BothEngines]
    public async Task With_approval_nobody_is_seen_before_somebody_said_yes(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine, s => s.Site.Registration = Registration.Approval);
        var chen = story.Town.Stranger;
        var page = await chen.Page("/sign-up");
        await chen.Submits(page, "form[action='/sign-up']", HttpStatusCode.UnprocessableEntity,
            ("handle", "chen"), ("nickname", "陈学珍"), ("password", AccountTown.Password), ("reason", ""));
        await chen.Submits(page, "form[action='/sign-up']",
            ("handle", "chen"), ("nickname", "陈学珍"), ("password", AccountTown.Password), ("reason", "卖橘子"));
        AccountTown.IsIn(chen).ShouldBeFalse();
        await AccountTown.SignsIn(chen, "chen", expected: HttpStatusCode.Forbidden);
        (await story.Town.Use<FindAccount, Account?>(find => find.Run("陈学珍", default))).ShouldBeNull();

        var waiting = await story.Town.Use<ListRegistrations, IReadOnlyList<ListRegistrations.Row>>(list => list.Run(default));
        waiting.Single().Reason.ShouldBe("卖橘子");
        await story.Town.Use<ApproveRegistration, int>(async approve => { await approve.Run(new("chen"), default); return 0; });
        await AccountTown.SignsIn(chen, "陈学珍");
        AccountTown.IsIn(chen).ShouldBeTrue();
        (await story.Town.Use<FindAccount, Account?>(find => find.Run("@CHEN", default))).ShouldNotBeNull();
    }

    [BothEngines]
    public async Task A_refused_name_is_free_again(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine, s => s.Site.Registration = Registration.Approval);
        var chen = story.Town.Stranger;
        await chen.Submits(await chen.Page("/sign-up"), "form[action='/sign-up']",
            ("handle", "chen"), ("nickname", "陈学珍"), ("password", AccountTown.Password), ("reason", "看看"));
        await story.Town.Use<RefuseRegistration, int>(async refuse => { await refuse.Run(new("chen"), default); return 0; });
        (await story.Town.Read(db => db.Accounts.CountAsync() )).ShouldBe(0);
        (await story.Town.Read(db => db.Users.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_closed_site_says_so()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite, s => s.Site.Registration = Registration.Closed);
        var page = await story.Town.Stranger.Page("/sign-up");
        page.QuerySelector("form[action='/sign-up']").ShouldBeNull();
        var answer = await story.Town.Stranger.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-up")
        {
            Content = new FormUrlEncodedContent([new("handle", "chen"), new("nickname", "陈学珍"), new("password", AccountTown.Password)]),
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_refused_form_keeps_what_was_typed_but_the_password()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        var chen = story.Town.Stranger;
        var page = await chen.Submits(await chen.Page("/sign-up"), "form[action='/sign-up']", HttpStatusCode.UnprocessableEntity,
            ("handle", "chen"), ("nickname", "陈<b>学珍"), ("password", AccountTown.Password));
        page.QuerySelector("[name=handle]")!.GetAttribute("value").ShouldBe("chen");
        page.QuerySelector("[name=nickname]")!.GetAttribute("value").ShouldBe("陈<b>学珍");
        page.QuerySelector("[name=nickname]")!.GetAttribute("aria-invalid").ShouldBe("true");
        page.QuerySelector("[name=password]")!.GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task One_address_opens_only_so_many_accounts_a_day()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite, s => s.Limits.SignUpsPerDay = 2);
        await story.SignsUp("one", "一号人");
        await story.SignsUp("two", "二号人");
        var third = story.Town.Stranger;
        await third.Submits(await third.Page("/sign-up"), "form[action='/sign-up']", HttpStatusCode.TooManyRequests,
            ("handle", "three"), ("nickname", "三号人"), ("password", AccountTown.Password));
        story.Town.Clock.Advance(TimeSpan.FromDays(2));
        await story.SignsUp("three", "三号人");
    }
}
