using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.Desk;
using Zhibo.Tests.Halls;

namespace Zhibo.Tests.Trends;

/// <summary>Who looks after a topic, what they may, and what a hall may.</summary>
public sealed class HostStories
{
    private static readonly string Water = TrendTown.Topic("停水");

    [BothEngines]
    public async Task An_editor_hosts_a_topic_from_the_desk_and_sets_a_citizens_post_first(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var (town, office, editor) = await Scene(halls);
        var wang = await town.Citizen("王小微", "wang");
        var asked = await wang.Posts("明天几点停水？ #停水#");
        await town.Say([office], "水已经来了 #停水#");
        (await town.Stranger.Page(Water)).QuerySelector(".topic-host").ShouldBeNull();

        // The way there stands on the topic's page, for those who may.
        (await wang.Page(Water)).QuerySelector("a[href^='/desk/']").ShouldBeNull();
        var path = ((IHtmlAnchorElement)(await editor.Page(Water)).QuerySelector("main a[href^='/desk/']")!).PathName;
        path.ShouldBe("/desk/deyanggongshui/topic");
        var page = await editor.Page("/desk/deyanggongshui/topic?name=" + Uri.EscapeDataString("停水"));
        page = await editor.Submits(page, "form[action='/desk/deyanggongshui/topic']", ("introduction", "每天更新。\n看 https://example.com/water 和 #停水#<b>"));
        page = await editor.Submits(page, "section[aria-labelledby=newest] li:last-child form");

        var topic = await town.Stranger.Page(Water);
        var host = topic.QuerySelector(".topic-host")!;
        host.TextContent.ShouldContain("德阳供水");
        host.TextContent.ShouldContain("主持始于");
        host.QuerySelector(".introduction a[href='https://example.com/water']").ShouldNotBeNull();
        host.QuerySelector(".introduction b").ShouldBeNull();
        topic.QuerySelectorAll(".pinned article.post .text").Select(p => p.TextContent.Trim()).ShouldBe(["明天几点停水？ #停水#"]);
        topic.QuerySelectorAll(".cards article.post .text").Select(p => p.TextContent.Trim()).ShouldBe(["水已经来了 #停水#"]);
        (await (await town.Stranger.Get($"/feeds{Water}.rss")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("德阳供水: 每天更新");

        // The author takes it back, and it stands nowhere.
        await wang.Deletes(asked);
        (await town.Stranger.Page(Water)).QuerySelector(".pinned").ShouldBeNull();
        (await Audited(halls)).ShouldBe(["topic.hosted", "topic.pinned"]);
        var log = await town.Read(db => db.AuditEntries.SingleAsync(e => e.Act == "topic.hosted"));
        (log.AccountId, log.UserId, log.Subject).ShouldBe((office.AccountId, editor.UserId, "topic #停水#"));
    }

    [Fact]
    public async Task Who_may_not_is_refused_whatever_the_door()
    {
        await using var halls = await HallTown.Start(EngineKind.Sqlite);
        var (town, office, editor) = await Scene(halls);
        var outside = await halls.Office("绵阳供水", "mianyanggongshui", "5107", "jiaotong");
        var (wang, handler) = (await town.Citizen("王小微", "wang"), await town.Staff("承办小李", office, SeatRole.Handler));
        var said = await town.Say([wang, office, outside, editor], "停水了 #停水#");
        var elsewhere = await wang.Posts("别的 #别处#");

        await wang.Hosts("停水", "我来").ShouldBe(HttpStatusCode.Forbidden);
        await outside.Hosts("停水", "我来").ShouldBe(HttpStatusCode.Forbidden);
        await handler.Hosts("停水", "我来", office).ShouldBe(HttpStatusCode.Forbidden);
        await wang.Hosts("停水", "我来", office).ShouldBe(HttpStatusCode.Forbidden);
        await editor.Hosts("没有的", "我来", office).ShouldBe(HttpStatusCode.NotFound);
        await editor.Hosts("停水", new string('长', 501), office).ShouldBe(HttpStatusCode.UnprocessableEntity);
        await town.Stranger.Hosts("停水", "").ShouldBe(HttpStatusCode.Unauthorized);
        (await handler.Get("/desk/deyanggongshui/topics")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await wang.Get("/desk/deyanggongshui/topics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await editor.Hosts("停水", "本单位主持", office).ShouldBe(HttpStatusCode.OK);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan");
        await police.Hosts("停水", "换我").ShouldBe(HttpStatusCode.Conflict);
        await police.Pins("停水", said[0]).ShouldBe(HttpStatusCode.Forbidden);
        await editor.Pins("停水", elsewhere, office).ShouldBe(HttpStatusCode.NotFound);
        foreach (var post in said[..3]) await editor.Pins("停水", post, office).ShouldBe(HttpStatusCode.NoContent);
        await editor.Pins("停水", said[3], office).ShouldBe(HttpStatusCode.Conflict);
        // What was deleted makes room.
        await wang.Deletes(said[0]);
        await editor.Pins("停水", said[3], office).ShouldBe(HttpStatusCode.NoContent);
        await editor.Pins("停水", said[1], office, pinned: false).ShouldBe(HttpStatusCode.NoContent);
        (await town.Stranger.Json("/api/zhibo/v1" + Water)).GetProperty("pinned").EnumerateArray().Select(p => p.GetString()).ShouldBe([said[3], said[2]]);
        (await wang.Send(new(HttpMethod.Post, "/admin/halls/deyang/topics"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await wang.Send(new(HttpMethod.Post, "/desk/deyanggongshui/topic"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_topic_changes_hands_and_a_frozen_host_rests()
    {
        await using var halls = await HallTown.Start(EngineKind.Sqlite);
        var (town, office, editor) = await Scene(halls);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan");
        var said = await town.Say([await town.Citizen("王小微", "wang")], "停水了 #停水#");
        await editor.Hosts("停水", "导语在此", office).ShouldBe(HttpStatusCode.OK);
        await editor.Pins("停水", said[0], office).ShouldBe(HttpStatusCode.NoContent);

        await Freezes(halls, office, AgencyState.Frozen);
        var page = await town.Stranger.Page(Water);
        page.QuerySelector(".topic-host")!.TextContent.ShouldContain("主持暂停");
        page.Body!.TextContent.ShouldNotContain("导语在此");
        page.QuerySelector(".pinned").ShouldBeNull();
        await editor.Hosts("停水", "还想改", office).ShouldBe(HttpStatusCode.Forbidden);
        await police.Hosts("停水", "换我").ShouldBe(HttpStatusCode.Conflict);
        await Freezes(halls, office, AgencyState.Active);
        (await town.Stranger.Page(Water)).QuerySelector(".pinned").ShouldNotBeNull();

        var desk = await editor.Page("/desk/deyanggongshui/topic?name=" + Uri.EscapeDataString("停水"));
        await editor.Submits(desk, "form[action$='hand-over']", HttpStatusCode.UnprocessableEntity, ("agency", "没有这家"));
        (await editor.Submits(desk, "form[action$='hand-over']", ("agency", "德阳公安"))).QuerySelector("[aria-labelledby=hosted] .rows").ShouldBeNull();
        (await Host()).ShouldBe("deyanggongan");

        // The administration gives it back, and takes it away for a reason.
        var admin = await halls.Keeper.Page("/admin/halls/deyang/topics");
        await halls.Keeper.Submits(admin, "form:has([value=give])", ("topic", "#停水#"), ("agency", "deyanggongshui"));
        (await Host()).ShouldBe("deyanggongshui");
        await halls.Keeper.Submits(admin, "form:has([value=take_away])", HttpStatusCode.UnprocessableEntity, ("topic", "停水"), ("reason", " "));
        await halls.Keeper.Submits(admin, "form:has([value=take_away])", ("topic", "停水"), ("reason", "长期不更新"));
        (await Host()).ShouldBeNull();
        (await town.Stranger.Page(Water)).QuerySelector(".pinned").ShouldBeNull();
        (await town.Read(db => db.AuditEntries.SingleAsync(e => e.Act == "topic.taken_away"))).Detail.ShouldBe("长期不更新");
        // Closed is over: the next one takes it.
        await editor.Hosts("停水", "又是我们", office).ShouldBe(HttpStatusCode.OK);
        await Freezes(halls, office, AgencyState.Closed);
        (await Host()).ShouldBeNull();
        await police.Hosts("停水", "换我").ShouldBe(HttpStatusCode.OK);
        (await Host()).ShouldBe("deyanggongan");

        async Task<string?> Host() => (await town.Stranger.Json("/api/zhibo/v1" + Water)).GetProperty("host") is { ValueKind: System.Text.Json.JsonValueKind.Object } host ? host.GetProperty("handle").GetString() : null;
    }

    [BothEngines]
    public async Task A_hall_keeps_a_topic_out_for_a_reason_that_everybody_reads(EngineKind engine)
    {
        var (halls, people) = await TrendTown.Start(engine, 5);
        await using var _ = halls;
        await halls.Town.Say(people, "早安 #早安#");
        (await halls.Town.Stranger.Page("/halls/deyang/topics")).QuerySelectorAll(".trend-list .topic").Length.ShouldBe(1);

        var admin = await halls.Keeper.Page("/admin/halls/deyang/topics");
        await halls.Keeper.Submits(admin, "form:has([value=keep_out])", HttpStatusCode.UnprocessableEntity, ("topic", "早安"), ("reason", "  "));
        await halls.Keeper.Submits(admin, "form:has([value=keep_out])", HttpStatusCode.NotFound, ("topic", "没有的"), ("reason", "没有"));
        admin = await halls.Keeper.Submits(admin, "form:has([value=keep_out])", ("topic", "早安"), ("reason", "每天的问候，不参加排名"));

        (await halls.Names()).ShouldBeEmpty();
        (await halls.Town.Stranger.Page("/halls/deyang/topics")).QuerySelectorAll(".trend-list .topic").ShouldBeEmpty();
        (await halls.Town.Stranger.Page(TrendTown.Topic("早安"))).QuerySelector(".notice")!.TextContent.ShouldContain("每天的问候，不参加排名");
        (await halls.Town.Stranger.Json("/api/zhibo/v1" + TrendTown.Topic("早安"))).GetProperty("kept_out")[0].GetProperty("hall").GetString().ShouldBe("deyang");
        await halls.Keeper.Submits(admin, "form:has([value=let_back])", ("topic", "早安"), ("act", "let_back"));
        (await halls.Names()).ShouldBe(["早安"]);
        (await Audited(halls)).ShouldBe(["topic.kept_out", "topic.let_back"]);
        (await halls.Town.Read(db => db.AuditEntries.SingleAsync(e => e.Act == "topic.kept_out"))).Detail.ShouldBe("hall deyang: 每天的问候，不参加排名");
    }

    private static async Task<(Town Town, Person Office, Person Editor)> Scene(HallTown halls)
    {
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        var office = await halls.Office("德阳供水", "deyanggongshui", "5106", "jiaotong");
        return (halls.Town, office, await halls.Town.Staff("小编", office));
    }

    private static Task Freezes(HallTown halls, Person office, AgencyState state) => halls.Town.Write(db =>
    {
        db.Agencies.Find(office.AccountId)!.State = state;
        var account = db.Accounts.Find(office.AccountId)!;
        account.Sealed = state == AgencyState.Active;
        db.Raise(new AccountChanged(account.Id));
        db.Raise(new AgencyChanged(account.Id));
    });

    private static Task<List<string>> Audited(HallTown halls) => halls.Town.Read(db => db.AuditEntries.Where(e => e.Act.StartsWith("topic.")).OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
}
