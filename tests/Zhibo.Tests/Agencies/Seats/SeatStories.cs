using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies.Seats;

public sealed class SeatStories
{
    [BothEngines]
    public async Task A_manager_gives_a_seat_and_takes_it_and_it_holds_at_once(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang", state: AgencyState.Verified);
        var (boss, liu) = (await town.Citizen("主任", "zhuren"), await town.Citizen("刘英", "liuying"));
        await town.Sits(boss, office, SeatRole.Manager);

        (await liu.Get("/desk/weibodeyang/team")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var team = await boss.Submits(await boss.Page("/desk/weibodeyang/team"), "form[action$='/grant']", ("handle", "@刘英"), ("role", "editor"));
        team.QuerySelectorAll(".team .rows li b").Select(b => b.TextContent).ShouldBe(["主任", "刘英"]);
        (await town.RightsOf(liu, office)).ShouldBe(SeatRights.Of(SeatRole.Editor));
        // Somebody works at an office that is vouched for: it is at work.
        (await town.Read(db => db.Agencies.SingleAsync())).State.ShouldBe(AgencyState.Active);
        (await town.Read(db => db.AgencyMoves.SingleAsync())).Act.ShouldBe(AgencyAct.TakeUp);

        team = await boss.Submits(team, "form[action$='/take']");
        (await town.RightsOf(liu, office)).ShouldBe(ActingRights.None);
        team.QuerySelectorAll(".team .rows li b").Select(b => b.TextContent).ShouldBe(["主任"]);
        var log = await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).ToListAsync());
        log.Select(e => (e.Act, e.UserHandle, e.Subject, e.Detail)).ShouldBe(
            [("seat.granted", "zhuren", $"user {liu.UserId}", "editor"), ("seat.taken", "zhuren", $"user {liu.UserId}", "editor")]);

        foreach (var (field, handle, role) in new[] { ("handle", "nobody", "editor"), ("handle", "weibodeyang", "editor"), ("handle", "", "editor"), ("handle", "liuying", "king"), ("handle", "liuying", "4") })
        {
            var again = await boss.Send(Offices.Form("/desk/weibodeyang/team/grant", ("handle", handle), ("role", role)));
            again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{handle} {role}");
            (await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"id=\"f-{field}-error\"");
        }
    }

    [BothEngines]
    public async Task Whoever_may_not_give_seats_is_refused_and_written_down(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var (liu, mallory) = (await town.Citizen("刘英", "liuying"), await town.Citizen("马乐里", "mallory"));
        await town.Sits(liu, office, SeatRole.Editor);

        (await liu.Send(Offices.Form("/desk/weibodeyang/team/grant", ("handle", "mallory"), ("role", "manager")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await mallory.Send(Offices.Form("/desk/weibodeyang/team/grant", ("handle", "mallory"), ("role", "manager")))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var caller = new Caller(mallory.UserId, mallory.AccountId, "mallory", "马乐里", UserRole.Citizen, "zh-Hans", "auto", false);
        (await Should.ThrowAsync<Refusal>(town.Use<GrantSeat, int>(async grant => { await grant.Run(new(caller, office.Id, "mallory", SeatRole.Manager), default); return 0; })))
            .Kind.ShouldBe(RefusalKind.NotFound);

        (await town.Read(db => db.Seats.CountAsync())).ShouldBe(1);
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act + " " + e.UserHandle).ToListAsync())).ShouldBe(["seat.refused liuying", "seat.refused mallory", "seat.refused mallory"]);
    }

    [BothEngines]
    public async Task Nobody_gives_a_seat_to_themselves_and_the_last_manager_stays(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var (boss, second, chief) = (await town.Citizen("主任", "zhuren"), await town.Citizen("副主任", "fuzhuren"), await town.Citizen("管理员", "chief", role: UserRole.HallAdmin));
        await town.Sits(boss, office, SeatRole.Manager);

        (await boss.Send(Offices.Form("/desk/weibodeyang/team/grant", ("handle", "zhuren"), ("role", "editor")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await chief.Send(Offices.Form("/desk/weibodeyang/team/grant", ("handle", "chief"), ("role", "editor")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await boss.Send(Offices.Form("/settings/seats/leave", ("agency", "weibodeyang")))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await chief.Submits(await chief.Page("/desk/weibodeyang/team"), "form[action$='/grant']", ("handle", "fuzhuren"), ("role", "manager"));
        await boss.Submits(await boss.Page("/settings/seats"), "form[action='/settings/seats/leave']");
        (await town.RightsOf(boss, office)).ShouldBe(ActingRights.None);
        (await second.Send(Offices.Form("/settings/seats/leave", ("agency", "weibodeyang")))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        // The site's own administrators may leave an office without.
        await chief.Submits(await chief.Page("/desk/weibodeyang/team"), "form[action$='/take']");
        (await town.Read(db => db.Seats.CountAsync())).ShouldBe(0);
    }

    [BothEngines]
    public async Task Of_two_managers_who_leave_at_once_one_stays(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await using var other = engine == EngineKind.Postgres ? await town.AnotherNode() : null;
        for (var round = 0; round < 3; round++)
        {
            var office = await town.Office($"单位{round}", $"office{round}");
            var (one, two) = (await town.Citizen($"甲{round}号", $"one{round}"), await town.Citizen($"乙{round}号", $"two{round}"));
            await town.Sits(one, office, SeatRole.Manager);
            await town.Sits(two, office, SeatRole.Manager);
            var answers = await Task.WhenAll(
                one.Send(Offices.Form("/settings/seats/leave", ("agency", office.Handle))),
                two.At(other ?? town).Send(Offices.Form("/settings/seats/leave", ("agency", office.Handle))));
            answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(1);
            (await town.Read(db => db.Seats.CountAsync(s => s.AgencyId == office.Id))).ShouldBe(1);
        }
    }

    [BothEngines]
    public async Task Offboarding_is_one_click_and_reaches_everywhere_below(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await using var other = engine == EngineKind.Postgres ? await town.AnotherNode() : null;
        var city = await town.Office("微博德阳", "weibodeyang");
        var (county, elsewhere) = (await town.Office("旌阳区", "jingyang", under: city), await town.Office("绵阳", "mianyang"));
        var (boss, liu) = (await town.Citizen("主任", "zhuren"), await town.Citizen("刘英", "liuying"));
        await town.Sits(boss, city, SeatRole.Manager);
        foreach (var office in new[] { city, county, elsewhere }) await town.Sits(liu, office, SeatRole.Manager);
        var made = await liu.Submits(await liu.Page("/desk/jingyang/team"), "form[action$='/invite']");
        var code = made.QuerySelector(".made-code code")!.TextContent;
        // Known by heart on the other node before it changes.
        if (other is not null) (await liu.At(other).Get("/desk/jingyang/team")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await boss.Submits(await boss.Page("/desk/weibodeyang/team"), "form[action$='/offboard']");

        (await town.Read(db => db.Seats.Where(s => s.UserId == liu.UserId).Select(s => s.AgencyId).ToListAsync())).ShouldBe([elsewhere.Id]);
        (await town.Stranger.Get("/invitations/" + code)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await liu.Get("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await liu.Get("/desk/jingyang/team")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        if (other is null) return;
        var seen = HttpStatusCode.OK;
        for (var wait = 0; wait < 100 && seen == HttpStatusCode.OK; wait++)
        {
            seen = (await liu.At(other).Get("/desk/jingyang/team")).StatusCode;
            if (seen == HttpStatusCode.OK) await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        seen.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task Broken_glass_is_seen_by_all_and_lasts_four_hours(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var city = await town.Office("微博德阳", "weibodeyang");
        var county = await town.Office("旌阳区", "jingyang", under: city);
        var (boss, chief, watch, liu) = (await town.Citizen("主任", "zhuren"), await town.Citizen("管理员", "chief", role: UserRole.HallAdmin), await town.Citizen("督办", "duban"), await town.Citizen("刘英", "liuying"));
        await town.Sits(boss, county, SeatRole.Manager);
        await town.Sits(watch, city, SeatRole.Supervisor);
        await town.Write(db => db.Users.Single(u => u.Id == boss.UserId).Email = "zhuren@zhibo.example");
        (await boss.Calls(HttpMethod.Post, $"/api/v1/accounts/{watch.AccountId}/block")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await liu.Send(Offices.Form("/desk/jingyang/team/glass", ("reason", "我要看看里面有什么东西")))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await boss.Send(Offices.Form("/desk/jingyang/team/glass", ("reason", "我本来就是这里的管理员")))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await chief.Send(Offices.Form("/desk/jingyang/team/glass", ("reason", "急")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var person in new[] { chief, watch })
        {
            var page = await person.Submits(await person.Page("/desk/jingyang/team"), "form[action$='/glass']", ("reason", "泥石流预警必须马上发布，主任联系不上"));
            page.QuerySelectorAll(".chip.red").Length.ShouldBeGreaterThan(0);
            (await town.RightsOf(person, county)).ShouldBe(SeatRights.Of(SeatRole.Manager));
        }
        (await boss.Page("/desk/jingyang/team")).Body!.TextContent.ShouldContain("泥石流预警必须马上发布");
        await town.Quiet();
        town.Wires.Letters.Count.ShouldBe(2);
        town.Wires.Letters.ShouldAllBe(l => l.To == "zhuren@zhibo.example" && l.Text.Contains("泥石流预警"));
        // On the site too, though he blocks one of them; who is not in charge hears nothing.
        var lines = (await boss.Page("/notices?kind=glass")).QuerySelectorAll(".notices li");
        lines.Select(line => line.QuerySelector(".name")!.TextContent).ShouldBe(["督办", "管理员"]);
        lines.ShouldAllBe(line => line.QuerySelector("a.deed")!.GetAttribute("href") == "/desk/jingyang/team" && line.QuerySelector(".mine")!.TextContent == "旌阳区");
        (await town.Read(db => db.Notices.CountAsync())).ShouldBe(2);
        (await boss.Json("/api/v1/notifications")).GetArrayLength().ShouldBe(0);
        // It does not make itself last.
        (await chief.Send(Offices.Form("/desk/jingyang/team/grant", ("handle", "chief"), ("role", "manager")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        town.Clock.Advance(BreakGlass.Lasts + TimeSpan.FromMinutes(1));
        (await town.RightsOf(watch, county)).ShouldBe(ActingRights.None);
        await town.Use<EndSeats, int>(async sweep => { await sweep.Run(default); return 0; });
        (await town.Read(db => db.Seats.CountAsync(s => s.GlassReason != null))).ShouldBe(0);
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()))
            .ShouldBe(["seat.refused", "glass.broken", "glass.broken", "seat.expired", "seat.expired"], ignoreOrder: true);
    }
}
