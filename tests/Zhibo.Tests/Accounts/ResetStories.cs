using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;
using Zhibo.Shared.Mail;

namespace Zhibo.Tests.Accounts;

public sealed class ResetStories
{
    private const string NewPassword = "nine dragons in the pond";

    [BothEngines]
    public async Task A_forgotten_password_is_set_anew_by_mail(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await Confirmed(story);
        var phone = story.Town.Stranger;
        await phone.Submits(await phone.Page("/forgot"), "form[action='/forgot']", ("name", "Chen@Example.com"));
        await Arrived(story, 2);
        story.Mail.Letters.Last().To.ShouldBe("chen@example.com");
        var link = story.Mail.Link();
        link.ShouldStartWith("/reset/");

        var page = await phone.Page(link);
        await phone.Submits(page, "form", HttpStatusCode.UnprocessableEntity, ("password", "short"));
        await phone.Submits(page, "form", ("password", NewPassword));
        (await chen.Get("/settings/security")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await AccountTown.SignsIn(phone, "chen", expected: HttpStatusCode.UnprocessableEntity);
        await AccountTown.SignsIn(phone, "chen", NewPassword);
        AccountTown.IsIn(phone).ShouldBeTrue();

        // Once.
        await story.Town.Stranger.Page(link, HttpStatusCode.NotFound);
        await story.Town.Stranger.Submits(page, "form", HttpStatusCode.NotFound, ("password", "somebody else's turn"));
    }

    [BothEngines]
    public async Task The_link_works_for_an_hour_and_only_the_last_one(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        await Confirmed(story);
        var phone = story.Town.Stranger;
        await phone.Submits(await phone.Page("/forgot"), "form[action='/forgot']", ("name", "chen"));
        await Arrived(story, 2);
        var first = story.Mail.Link();
        await phone.Submits(await phone.Page("/forgot"), "form[action='/forgot']", ("name", "陈学珍"));
        await Arrived(story, 3);
        var second = story.Mail.Link();
        await phone.Page(first, HttpStatusCode.NotFound);
        await phone.Page(second);
        story.Town.Clock.Advance(TimeSpan.FromMinutes(61));
        await phone.Page(second, HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task A_reset_opens_a_locked_login_but_keeps_the_second_step(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        await Confirmed(story);
        for (var n = 0; n < 5; n++) await AccountTown.SignsIn(story.Town.Stranger, "chen", "not the password", HttpStatusCode.UnprocessableEntity);
        await story.Settled();
        await story.Town.Write(db => { db.Users.Single().TotpSince = story.Town.Clock.GetUtcNow(); });
        var phone = story.Town.Stranger;
        await phone.Submits(await phone.Page("/forgot"), "form[action='/forgot']", ("name", "chen"));
        await Arrived(story, 2);
        await phone.Submits(await phone.Page(story.Mail.Link()), "form", ("password", NewPassword));
        var step = await AccountTown.SignsIn(phone, "chen", NewPassword);
        step.QuerySelector("[name=code]").ShouldNotBeNull();
        AccountTown.IsIn(phone).ShouldBeFalse();
    }

    [BothEngines]
    public async Task An_address_counts_only_when_its_reader_followed_the_link(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = story.Town.Stranger;
        await chen.Submits(await chen.Page("/sign-up"), "form[action='/sign-up']",
            ("handle", "chen"), ("nickname", "陈学珍"), ("password", AccountTown.Password), ("email", "chen@example.com"));
        await story.Town.Quiet();
        (await story.UserOf("chen")).Email.ShouldBeNull();
        // What a mail filter does: it looks, and nothing happens.
        var page = await story.Town.Stranger.Page(story.Mail.Link());
        (await story.UserOf("chen")).Email.ShouldBeNull();
        await chen.Submits(page, "form[action^='/confirm-mail/']");
        (await story.UserOf("chen")).Email.ShouldBe("chen@example.com");

        // Another who claims it learns nothing until he reads chen's mail.
        var wang = await story.SignsUp("wang", "王小微");
        await wang.Submits(await wang.Page("/settings/security"), "form[action$='/email']", ("email", "chen@example.com"), ("current", AccountTown.Password));
        await story.Town.Quiet();
        await wang.Submits(await wang.Page(story.Mail.Link()), "form[action^='/confirm-mail/']", HttpStatusCode.Conflict);
        await wang.Page("/confirm-mail/rubbish");
    }

    [Fact]
    public async Task Mail_waiting_to_be_sent_lies_sealed()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        await Confirmed(story);
        await story.Town.Stranger.Send(new HttpRequestMessage(HttpMethod.Post, "/forgot") { Content = new FormUrlEncodedContent([new("name", "chen")]) });
        await Arrived(story, 2);
        foreach (var payload in await story.Town.Read(db => db.Jobs.Where(j => j.Kind == Mailbox.JobKind).Select(j => j.Payload).ToListAsync()))
        {
            payload.ShouldNotContain("example.com");
            payload.ShouldNotContain("/reset/");
        }
    }

    [Fact]
    public async Task Without_mail_the_page_says_to_ask_the_operator()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite, mailed: false);
        (await story.Town.Stranger.Page("/forgot")).QuerySelector("form[action='/forgot']").ShouldBeNull();
        (await story.Town.Stranger.Page("/sign-up")).QuerySelector("[name=email]").ShouldBeNull();
        var answer = await story.Town.Stranger.Send(new HttpRequestMessage(HttpMethod.Post, "/forgot") { Content = new FormUrlEncodedContent([new("name", "chen")]) });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_operators_password_must_be_good_too()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        await story.SignsUp("chen", "陈学珍");
        await Should.ThrowAsync<Zhibo.Shared.Refusal>(() => story.Town.Use<SetPassword, int>(async set => { await set.Run(new("chen", "1234567890"), default); return 0; }));
    }

    private static async Task<Person> Confirmed(AccountTown story)
    {
        var chen = story.Town.Stranger;
        await chen.Submits(await chen.Page("/sign-up"), "form[action='/sign-up']",
            ("handle", "chen"), ("nickname", "陈学珍"), ("password", AccountTown.Password), ("email", "chen@example.com"));
        await Arrived(story, 1);
        await chen.Submits(await chen.Page(story.Mail.Link()), "form[action^='/confirm-mail/']");
        return chen;
    }

    private static async Task Arrived(AccountTown story, int letters)
    {
        await story.Settled();
        await story.Town.Quiet();
        story.Mail.Letters.Count.ShouldBe(letters);
    }
}
