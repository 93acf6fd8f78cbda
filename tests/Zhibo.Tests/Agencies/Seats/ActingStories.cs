using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Agencies.Seats;

/// <summary>People speak as an office, each with their own login; the public sees the office, the log the person.</summary>
public sealed class ActingStories
{
    [BothEngines]
    public async Task Through_a_program_a_clerk_is_the_office(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var (liu, wang) = (await town.Citizen("刘英小编", "liuying"), await town.Citizen("王小微", "wang"));
        await town.Sits(liu, office, SeatRole.Editor);

        var post = await Read(await liu.CallsAs("weibodeyang", HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "今天东湖山放烟花" })));
        post.GetProperty("account").Text("acct").ShouldBe("weibodeyang");
        var id = post.Text("id");
        var question = await wang.Posts("@微博德阳 几点开始？", answering: id);
        (await Read(await liu.CallsAs("@WeiboDeyang", HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "晚上八点", in_reply_to_id = question })))).GetProperty("account").Text("acct").ShouldBe("weibodeyang");
        await Read(await liu.CallsAs("weibodeyang", HttpMethod.Put, $"/api/v1/statuses/{id}", JsonContent.Create(new { status = "今晚东湖山放烟花" })));
        await Read(await liu.CallsAs("weibodeyang", HttpMethod.Post, $"/api/v1/statuses/{question}/favourite"));
        await town.Quiet();
        (await Read(await liu.CallsAs("weibodeyang", HttpMethod.Get, "/api/v1/notifications"))).GetArrayLength().ShouldBe(1);
        (await liu.Json("/api/v1/notifications")).GetArrayLength().ShouldBe(0);
        (await Read(await liu.CallsAs("weibodeyang", HttpMethod.Get, "/api/v1/accounts/verify_credentials"))).Text("acct").ShouldBe("weibodeyang");
        await Read(await liu.CallsAs("weibodeyang", HttpMethod.Delete, $"/api/v1/statuses/{id}"));

        foreach (var page in new[] { "/", "/@weibodeyang", "/@weibodeyang/with-comments", $"/api/v1/accounts/{office.Id}/statuses", $"/api/v1/statuses/{question}/context" })
        {
            var seen = await (await wang.Get(page)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            seen.ShouldNotContain("liuying");
            seen.ShouldNotContain("刘英小编");
        }
        var log = await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).ToListAsync());
        log.Select(e => e.Act).ShouldBe(["post.published", "comment.published", "post.edited", "post.liked", "post.deleted"]);
        log.ShouldAllBe(e => e.UserId == liu.UserId && e.UserHandle == "liuying" && e.AccountId == office.Id && e.Detail == "");
        log[0].Subject.ShouldBe("post " + id);
    }

    [BothEngines]
    public async Task Whoever_has_no_seat_does_not_speak_by_any_door(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var (liu, mallory) = (await town.Citizen("刘英", "liuying"), await town.Citizen("马乐里", "mallory"));
        await town.Sits(liu, office, SeatRole.Manager);
        var post = (await Read(await liu.CallsAs("weibodeyang", HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "通知" })))).Text("id");

        foreach (var name in new[] { "weibodeyang", "nobody", "liuying", "x y", new string('x', 500) })
        {
            (await mallory.CallsAs(name, HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "x7" })).AsRefusal()).ShouldBe(HttpStatusCode.Forbidden);
            (await mallory.CallsAs(name, HttpMethod.Get, "/api/v1/notifications").AsRefusal()).ShouldBe(HttpStatusCode.Forbidden);
            (await mallory.Send(Offices.Form("/posts", ("text", "x7"), ("as", name)))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        // What no form offers is not taken from one.
        var own = await mallory.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "自己的话", author_id = office.Id, acting_user = liu.UserId, account_id = office.Id.ToString(null, null), @as = "weibodeyang" });
        own.GetProperty("account").Text("acct").ShouldBe("mallory");
        await mallory.Send(Offices.Form("/posts", ("text", "又一句"), ("author", "weibodeyang"), ("authorId", office.Id.ToString(null, null)), ("actingUser", liu.UserId.ToString(null, null))));
        // A browser cannot be made to act by a header.
        var sneaked = Offices.Form("/posts", ("text", "第三句"));
        sneaked.Headers.Add("Zhibo-Act-As", "weibodeyang");
        await liu.Send(sneaked);
        (await town.Read(db => db.Posts.CountAsync(p => p.AuthorId == office.Id))).ShouldBe(1);
        foreach (var act in new[] { "edit", "delete" })
        {
            (await mallory.Get($"/posts/{post}/{act}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await mallory.Send(Offices.Form($"/posts/{post}/{act}", ("text", "x7"), ("as", "weibodeyang")))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        (await town.Read(db => db.AuditEntries.CountAsync())).ShouldBe(1);
    }

    [BothEngines]
    public async Task In_the_browser_one_chooses_in_whose_name_to_write(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var (liu, wang) = (await town.Citizen("刘英", "liuying"), await town.Citizen("王小微", "wang"));
        await town.Sits(liu, office, SeatRole.Editor);

        (await wang.Page("/")).QuerySelector("select[name=as]").ShouldBeNull();
        var home = await liu.Page("/");
        home.QuerySelectorAll("form.composer select[name=as] option").Select(o => o.GetAttribute("value")).ShouldBe(["liuying", "weibodeyang"]);
        home.QuerySelector("select[name=as] [selected]").ShouldBeNull();
        var after = await liu.Submits(home, "form.composer", ("text", "以单位的名义"), ("as", "weibodeyang"));
        after.QuerySelector("article.post .names")!.TextContent.ShouldContain("微博德阳");
        // The last choice comes first the next time, here and on every other page with a composer.
        after.QuerySelector("select[name=as] [selected]")!.GetAttribute("value").ShouldBe("weibodeyang");
        var post = await town.Read(db => db.Posts.SingleAsync());
        var page = await liu.Page($"/@weibodeyang/{post.Id}");
        page.QuerySelector("a[href$='/edit']").ShouldNotBeNull();
        await liu.Submits(page, "form.composer", ("text", "补充一句"));
        var question = await wang.Posts("谢谢", answering: post.Id.ToString(null, null));
        await liu.Submits(await liu.Page($"/posts/{question}"), "form.composer", ("text", "我自己说"), ("as", "liuying"));
        (await town.Read(db => db.Posts.OrderBy(p => p.Id).Select(p => p.AuthorId).ToListAsync())).ShouldBe([office.Id, office.Id, wang.AccountId, liu.AccountId]);

        await liu.Submits(await liu.Page($"/posts/{post.Id}/edit"), "form.composer", ("text", "改过的话"));
        (await wang.Page($"/@weibodeyang/{post.Id}")).Body!.TextContent.ShouldContain("改过的话");
        (await wang.Get($"/posts/{post.Id}/edit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var gone = await liu.Submits(await liu.Page($"/posts/{post.Id}/delete"), "main form");
        gone.Url.ShouldContain("/@weibodeyang");
        // Pages are read by the person.
        gone.QuerySelector(".viewer")!.TextContent.ShouldContain("刘英");
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()))
            .ShouldBe(["post.published", "comment.published", "post.edited", "post.deleted"]);
    }

    [BothEngines]
    public async Task What_an_office_says_to_few_is_known_at_its_desk(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var (liu, wang) = (await town.Citizen("刘英", "liuying"), await town.Citizen("王小微", "wang"));
        await town.Sits(liu, office, SeatRole.Handler);
        await town.Sits(liu, await town.Office("德阳交警", "dyjiaojing"), SeatRole.Editor);
        var other = await town.Citizen("编辑", "bianji");
        await town.Sits(other, office, SeatRole.Editor);
        var few = (await Read(await other.CallsAs("weibodeyang", HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "内部", visibility = "private" })))).Text("id");

        (await liu.Page($"/posts/{few}")).Body!.TextContent.ShouldContain("内部");
        (await wang.Get($"/posts/{few}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // A handler answers and does not correct what the office said.
        (await liu.Get($"/posts/{few}/edit")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await other.Get($"/posts/{few}/edit")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [BothEngines]
    public async Task An_office_that_is_frozen_closed_or_not_vouched_for_is_silent(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var liu = await town.Citizen("刘英", "liuying");
        (string Handle, AgencyState State, bool Vouched)[] silent = [("frozen", AgencyState.Frozen, true), ("closed", AgencyState.Closed, true), ("unsealed", AgencyState.Invited, false)];
        foreach (var (handle, state, vouched) in silent)
            await town.Sits(liu, await town.Office("单位" + handle, handle, state: state, vouched: vouched), SeatRole.Manager);

        foreach (var (handle, _, _) in silent)
        {
            (await liu.CallsAs(handle, HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "x7" })).AsRefusal()).ShouldBe(HttpStatusCode.Forbidden);
            (await liu.Send(Offices.Form("/posts", ("text", "x7"), ("as", handle)))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await town.Read(db => db.Posts.CountAsync())).ShouldBe(0);
        (await liu.Page("/")).QuerySelector("select[name=as]").ShouldBeNull();
    }

    [BothEngines]
    public async Task Seats_hold_below_only_where_the_office_says_so(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var city = await town.Office("微博德阳", "weibodeyang");
        var town2 = await town.Office("龙溪乡", "longxi", under: await town.Office("旌阳区", "jingyang", under: city));
        var liu = await town.Citizen("刘英", "liuying");
        await town.Sits(liu, city, SeatRole.Manager);

        (await liu.CallsAs("longxi", HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "x7" })).AsRefusal()).ShouldBe(HttpStatusCode.Forbidden);
        await liu.Submits(await liu.Page("/desk/weibodeyang/team"), "form[action$='/reach']", ("down", "true"));
        (await Read(await liu.CallsAs("longxi", HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "代发" })))).GetProperty("account").Text("acct").ShouldBe("longxi");
        await liu.Send(Offices.Form("/desk/weibodeyang/team/reach"));
        (await town.RightsOf(liu, town2)).ShouldBe(Zhibo.Accounts.Acting.ActingRights.None);
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync())).ShouldBe(["seats.reach_down", "post.published", "seats.stay_here"]);
    }

    [BothEngines]
    public async Task A_program_learns_for_whom_it_may_speak(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var liu = await town.Citizen("刘英", "liuying");
        (await liu.Json("/api/zhibo/v1/me/seats")).GetArrayLength().ShouldBe(0);
        await town.Sits(liu, office, SeatRole.Handler);
        var seat = (await liu.Json("/api/zhibo/v1/me/seats")).EnumerateArray().Single();
        seat.Text("handle").ShouldBe("weibodeyang");
        seat.Flag("may_speak").ShouldBeTrue();
        seat.GetProperty("rights").EnumerateArray().Select(r => r.GetString()).ShouldBe(["desk", "answer"]);
        (await town.Stranger.Calls(HttpMethod.Get, "/api/zhibo/v1/me/seats")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // Handed an office's name, it is still the person who is asked about.
        (await Read(await liu.CallsAs("weibodeyang", HttpMethod.Get, "/api/zhibo/v1/me/seats"))).GetArrayLength().ShouldBe(1);
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
