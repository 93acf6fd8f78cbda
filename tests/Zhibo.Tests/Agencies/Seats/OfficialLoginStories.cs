using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.Accounts;

namespace Zhibo.Tests.Agencies.Seats;

/// <summary>Officials come into their own account with a code of their agency, and only while they hold the post.</summary>
public sealed class OfficialLoginStories
{
    private const string Team = "/desk/deyanggongan/team";
    private static readonly DateOnly Today = DateOnly.FromDateTime(TownClock.Morning.AddHours(8).Date);

    [BothEngines]
    public async Task An_official_comes_with_a_code_speaks_and_is_out_when_the_post_ends(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (bureau, chief, chen) = await Bureau(register);
        var town = register.Town;
        var made = await chief.Submits(await chief.Page(Team), "form[action$='/team/official']");
        made.QuerySelector(".made-code")!.TextContent.ShouldContain("陈士渠");
        var code = Code(made);

        var official = town.Stranger;
        var page = await official.Submits(await official.Page("/invitations"), "main form", ("code", code.ToLowerInvariant()));
        page.QuerySelector("h1")!.TextContent.ShouldContain("陈士渠");
        // The name with a year is no password.
        (await official.Submits(page, "main form", HttpStatusCode.UnprocessableEntity, ("password", "chenshiqu2025"))).QuerySelector(".error").ShouldNotBeNull();
        var home = await official.Submits(page, "main form", ("password", AccountTown.Password));
        home.QuerySelector("[role=status]")!.TextContent.ShouldContain("您已登录");
        await official.Submits(await official.Page("/compose"), "form.composer", ("text", "宝贝回家"));
        (await town.Read(db => db.Posts.SingleAsync())).AuthorId.ShouldBe(chen);
        // Speaking for oneself is no seat at the agency.
        (await official.Get("/desk/deyanggongan")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // A real name stays.
        (await official.Page("/settings/profile")).QuerySelector("input[name=nickname]").ShouldBeNull();
        (await official.Send(Offices.Form("/settings/profile", ("nickname", "别人")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await register.Audited()).ShouldBe(["agency.entered", "official.tied", "official.invited", "official.admitted"]);

        await register.Does<ReleaseOfficial>(release => release.Run(new(chen, chief.UserId, Today), RegisterTown.Ct));
        (await official.Send(Offices.Form("/posts", ("text", "还在吗")))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignsIn(town, "陈士渠", AccountTown.Password)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await SignsIn(town, "陈士渠", "not-the-password")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await chief.Page(Team)).QuerySelector("form[action$='/team/official']").ShouldBeNull();

        // A new post: the same password.
        var office = await register.Enters("旌阳区公安分局", "jingyanggongan", RegisterTown.Jingyang, parent: bureau);
        (await Tie(register, office, register.Admin)).ShouldBe(chen);
        (await SignsIn(town, "chenshiqu", AccountTown.Password)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await town.Read(db => db.Posts.CountAsync())).ShouldBe(1);
    }

    [BothEngines]
    public async Task A_code_that_is_used_withdrawn_replaced_expired_or_of_a_former_post_opens_nothing(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (_, chief, chen) = await Bureau(register);
        var town = register.Town;
        var replaced = await Makes(chief, chen);
        var withdrawn = await Makes(chief, chen);
        await chief.Submits(await chief.Page(Team), "form[action$='/withdraw']");
        var expired = await Makes(chief, chen);
        town.Clock.Advance(TimeSpan.FromDays(InvitePerson.UsualDays));
        var used = await Makes(chief, chen);
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Enters(town.Stranger, used)));
        tries.Count(t => t == HttpStatusCode.Found).ShouldBe(1);
        tries.Count(t => t == HttpStatusCode.NotFound).ShouldBe(3);
        (await town.Read(db => db.Users.CountAsync(u => u.AccountId == chen))).ShouldBe(1);
        // Whoever has a password is safe from the manager; an administrator helps.
        (await chief.Send(Official(chen))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var former = await Makes(register.Admin, chen);
        await register.Does<ReleaseOfficial>(release => release.Run(new(chen, chief.UserId, Today.AddDays(7)), RegisterTown.Ct));

        var pages = new HashSet<string>();
        foreach (var code in (string[])[replaced, withdrawn, expired, used, former, "ABCD-EFGH-JKMN"])
        {
            var answer = await town.Stranger.Get("/invitations/" + code);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, code);
            pages.Add((await answer.Content.ReadAsStringAsync(RegisterTown.Ct)).Replace(code, "", StringComparison.Ordinal));
            (await Enters(town.Stranger, code)).ShouldBe(HttpStatusCode.NotFound, code);
        }
        pages.Count.ShouldBe(1);
        // Not even when the official is back.
        var office = await register.Enters("旌阳区公安分局", "jingyanggongan", RegisterTown.Jingyang);
        await Tie(register, office, register.Admin);
        (await Enters(town.Stranger, former)).ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task Only_the_agency_and_administrators_make_codes_and_a_code_is_for_its_own_purpose(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (bureau, chief, chen) = await Bureau(register);
        var town = register.Town;
        var school = await register.Enters("德阳市教育局", "deyangjiaoyu", line: "jiaoyu");
        var (head, editor) = (await register.Seated("教育经理", school, SeatRole.Manager), await register.Seated("小编", bureau, SeatRole.Editor));

        (await head.Send(Official(chen))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await editor.Send(Official(chen))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await town.Stranger.Send(Official(chen))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // Another's official, a citizen and nobody are alike.
        foreach (var id in new[] { chen, head.AccountId, 12345 })
            (await head.Send(Offices.Form("/desk/deyangjiaoyu/team/official", ("official", id.ToString(null, null))))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Read(db => db.Invitations.CountAsync())).ShouldBe(0);
        (await editor.Page(Team)).QuerySelector("#officials").ShouldNotBeNull();

        var (forSeat, forChen) = (Code(await chief.Submits(await chief.Page(Team), "form[action$='/team/invite']")), await Makes(register.Admin, chen));
        (await Enters(town.Stranger, forSeat)).ShouldBe(HttpStatusCode.NotFound);
        (await head.Send(Offices.Form("/invitations/" + forChen))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.RightsOf(head, new(bureau, "", ""))).ShouldBe(ActingRights.None);
        // An agency whose official is invited waits for its people all the same.
        (await register.Admin.Page("/admin/agencies/invitations")).QuerySelectorAll("input[name=agency]").Length.ShouldBe(0);

        // A browser that was somebody else's is the official's from then on.
        (await Enters(head, forChen)).ShouldBe(HttpStatusCode.Found);
        (await head.Page("/settings/profile")).QuerySelector("main")!.TextContent.ShouldContain("陈士渠");
    }

    private static async Task<(long Bureau, Person Chief, long Official)> Bureau(RegisterTown register)
    {
        var bureau = await register.Enters("德阳市公安局", "deyanggongan");
        var chief = await register.Seated("市局经理", bureau, SeatRole.Manager);
        return (bureau, chief, await Tie(register, bureau, chief));
    }

    private static Task<long> Tie(RegisterTown register, long agency, Person by) =>
        register.Does<TieOfficial, long>(tie => tie.Run(new(agency, by.UserId, "chenshiqu", "陈士渠", "打拐办主任", Today), RegisterTown.Ct));

    private static HttpRequestMessage Official(long id) => Offices.Form(Team + "/official", ("official", id.ToString(null, null)));

    private static async Task<string> Makes(Person by, long official)
    {
        var answer = await by.Send(Official(official));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await answer.Content.ReadAsStringAsync(RegisterTown.Ct);
        return Code((IHtmlDocument)await BrowsingContext.New().OpenAsync(p => p.Content(html).Address(answer.RequestMessage!.RequestUri!)));
    }

    private static string Code(IHtmlDocument page) => page.QuerySelector(".made-code code")!.TextContent;

    private static async Task<HttpStatusCode> Enters(Person who, string code) =>
        (await who.Send(Offices.Form($"/invitations/{code}/official", ("password", AccountTown.Password)))).StatusCode;

    private static Task<HttpResponseMessage> SignsIn(Town town, string name, string password) =>
        town.Stranger.Send(Offices.Form("/sign-in", ("name", name), ("password", password)));
}
