using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.Accounts;

namespace Zhibo.Tests.Agencies.Seats;

public sealed class InvitationStories
{
    [BothEngines]
    public async Task A_clerk_comes_with_a_code_signs_up_and_works_at_the_office(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var town = story.Town;
        var office = await town.Office("微博德阳", "weibodeyang", state: AgencyState.Verified);
        var boss = await town.Citizen("主任", "zhuren");
        await town.Sits(boss, office, SeatRole.Manager);
        var code = Code(await boss.Submits(await boss.Page("/desk/weibodeyang/team"), "form[action$='/invite']", ("invite_role", "editor"), ("days", "3")));
        code.Length.ShouldBe(14);
        (await town.Read(db => db.Invitations.SingleAsync())).CodeHash.Length.ShouldBe(32);

        var liu = town.Stranger;
        // Typed by hand, small and with wide signs.
        var page = await liu.Submits(await liu.Page("/invitations"), "main form", ("code", code.ToLowerInvariant().Replace('-', '　')));
        page.QuerySelector("h1")!.TextContent.ShouldContain("微博德阳");
        var signUp = (IHtmlAnchorElement)page.QuerySelector("main a[href^='/sign-up']")!;
        page = await liu.Submits(await liu.Page(signUp.PathName + signUp.Search), "form[action='/sign-up']",
            ("handle", "liuying"), ("nickname", "刘英"), ("password", AccountTown.Password), ("email", "liuying@zhibo.example"));
        page.QuerySelector("h1")!.TextContent.ShouldContain("微博德阳");
        var team = await liu.Submits(page, "main form");
        team.Url.ShouldContain("/desk/weibodeyang/team");
        team.QuerySelectorAll(".rows b").Select(b => b.TextContent).ShouldContain("刘英");
        await liu.Submits(await liu.Page("/compose?as=weibodeyang"), "form.composer", ("text", "第一条"));
        (await town.Read(db => db.Posts.SingleAsync())).AuthorId.ShouldBe(office.Id);
        (await town.Read(db => db.Agencies.SingleAsync())).State.ShouldBe(AgencyState.Active);
        (await town.Stranger.Get("/invitations/" + code)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task Of_ten_who_use_one_code_at_once_one_gets_the_seat(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await using var other = engine == EngineKind.Postgres ? await town.AnotherNode() : null;
        var office = await town.Office("微博德阳", "weibodeyang");
        var boss = await town.Citizen("主任", "zhuren");
        await town.Sits(boss, office, SeatRole.Manager);
        var code = Code(await boss.Submits(await boss.Page("/desk/weibodeyang/team"), "form[action$='/invite']"));
        List<Person> clerks = [];
        for (var n = 0; n < 10; n++) clerks.Add((await town.Citizen($"职员{n}号")).At(n % 2 == 0 ? town : other ?? town));

        var answers = await Task.WhenAll(clerks.Select(c => c.Send(Offices.Form("/invitations/" + code))));

        answers.Count(a => a.StatusCode == HttpStatusCode.Found).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.NotFound).ShouldBe(9);
        (await town.Read(db => db.Seats.CountAsync(s => s.Role == SeatRole.Editor))).ShouldBe(1);
        (await town.Read(db => db.AuditEntries.CountAsync(e => e.Act == "invitation.used"))).ShouldBe(1);
    }

    [BothEngines]
    public async Task Used_withdrawn_expired_and_unknown_codes_look_alike(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var (boss, liu) = (await town.Citizen("主任", "zhuren"), await town.Citizen("刘英", "liuying"));
        await town.Sits(boss, office, SeatRole.Manager);
        string[] codes = ["", "", ""];
        for (var n = 0; n < codes.Length; n++) codes[n] = Code(await boss.Submits(await boss.Page("/desk/weibodeyang/team"), "form[action$='/invite']", ("days", n == 2 ? "1" : "30")));
        // Whoever invites does not invite themselves.
        (await boss.Send(Offices.Form("/invitations/" + codes[0]))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await liu.Send(Offices.Form("/invitations/" + codes[0]));
        var withdrawn = await town.Read(db => db.Invitations.OrderBy(i => i.Id).Skip(1).Select(i => i.Id).FirstAsync());
        await boss.Send(Offices.Form("/desk/weibodeyang/team/withdraw", ("invitation", withdrawn.ToString(null, null))));
        town.Clock.Advance(TimeSpan.FromDays(1));

        var pages = new HashSet<string>();
        foreach (var code in codes.Append("ABCD-EFGH-JKMN").Append("ZZZZ-ZZZZ-ZZZ1"))
        {
            var answer = await town.Stranger.Get("/invitations/" + code);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, code);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            html.ShouldNotContain("微博德阳");
            pages.Add(html.Replace(code, "", StringComparison.Ordinal));
            (await liu.Send(Offices.Form("/invitations/" + code))).StatusCode.ShouldBe(HttpStatusCode.NotFound, code);
        }
        pages.Count.ShouldBe(1);
        foreach (var days in new[] { "0", "31", "x", "99999999999" })
            (await boss.Send(Offices.Form("/desk/weibodeyang/team/invite", ("invite_role", "editor"), ("days", days)))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, days);
    }

    [Fact]
    public async Task Guessing_is_counted()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 22; n++) statuses.Add((await town.Stranger.Get("/invitations/ABCD-EFGH-JKMN")).StatusCode);
        statuses.Count(s => s == HttpStatusCode.NotFound).ShouldBe(20);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [BothEngines]
    public async Task An_administrator_prints_a_card_for_each_office_without_people(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var chief = await town.Citizen("管理员", "chief", role: UserRole.HallAdmin);
        var (one, two, staffed) = (await town.Office("卫生局", "weisheng", state: AgencyState.Invited), await town.Office("教育局", "jiaoyu", state: AgencyState.Verified), await town.Office("交警", "jiaojing"));
        await town.Sits(chief, staffed, SeatRole.Editor);

        var form = await chief.Page("/admin/agencies/invitations");
        form.QuerySelectorAll("input[name=agency]").Select(i => i.GetAttribute("value")).ShouldBe(["weisheng", "jiaoyu"]);
        var sheet = await Sheet(chief, ("agency", "weisheng"), ("days", "30"));
        sheet.QuerySelectorAll(".sheet-card h2").Single().TextContent.ShouldBe("卫生局");
        sheet.QuerySelectorAll(".sheet-card svg.qr[aria-label]").Length.ShouldBe(1);
        // Those invited already are not invited again with all the others.
        var rest = await Sheet(chief, ("all", "true"), ("days", "30"));
        rest.QuerySelectorAll(".sheet-card h2").Single().TextContent.ShouldBe("教育局");

        var liu = await town.Citizen("刘英", "liuying");
        await liu.Submits(await liu.Page("/invitations/" + sheet.QuerySelector(".code code")!.TextContent), "main form");
        (await town.RightsOf(liu, one)).ShouldBe(SeatRights.Of(SeatRole.Manager));
        (await town.RightsOf(liu, two)).ShouldBe(ActingRights.None);
        (await liu.Get("/admin/agencies/invitations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await liu.Send(Offices.Form("/admin/agencies/invitations", ("all", "true"), ("days", "30")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<IDocument> Sheet(Person chief, params (string, string)[] fields)
    {
        var answer = await chief.Send(Offices.Form("/admin/agencies/invitations", fields));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    private static string Code(IDocument page) => page.QuerySelector(".made-code code")!.TextContent;
}
