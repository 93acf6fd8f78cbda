using System.Net;
using System.Text.Json;
using Zhibo.Accounts;
using Zhibo.Tests.ClientApi;
using Zhibo.Tests.Halls;

namespace Zhibo.Tests.Trends;

/// <summary>What rises, why, and what does not.</summary>
public sealed class TrendStories
{
    [BothEngines]
    public async Task A_topic_rises_says_why_and_falls(EngineKind engine)
    {
        var (halls, people) = await TrendTown.Start(engine, 7);
        await using var _ = halls;
        await halls.Town.Say(people[..1], "昨天也说了 #暴雨#");
        halls.Town.Clock.Advance(TimeSpan.FromHours(24));
        (await halls.Names()).ShouldBeEmpty();
        await halls.Town.Say(people[1..], "路上都是水 #暴雨#");

        var trend = (await halls.Trends()).ShouldHaveSingleItem();
        trend.GetProperty("name").GetString().ShouldBe("暴雨");
        trend.GetProperty("rank").GetInt32().ShouldBe(1);
        var figures = trend.GetProperty("figures");
        figures.GetProperty("people").GetInt32().ShouldBe(6);
        figures.GetProperty("usual_people").GetDouble().ShouldBe(0.143, 0.001);
        trend.GetProperty("hours").EnumerateArray().Sum(h => h.GetProperty("people").GetInt32()).ShouldBe(6);

        // Everywhere the same sentence, and the numbers for whoever wants them.
        const string Reason = "最近 6 小时 6 人在说，平时这个时候不到 1 人";
        foreach (var path in new[] { "/", "/topics", "/halls/deyang/topics", TrendTown.Topic("暴雨") })
            (await halls.Town.Stranger.Page(path)).Body!.TextContent.ShouldContain(Reason, customMessage: path);
        (await halls.Town.Stranger.Page("/city")).QuerySelector(".side .ranks")!.TextContent.ShouldContain(Reason);
        var why = (await halls.Town.Stranger.Page(TrendTown.Topic("暴雨"))).QuerySelector("details.trend-why")!;
        why.QuerySelectorAll("table tbody tr").Length.ShouldBe(72);
        why.QuerySelector("a[href='/trends']").ShouldNotBeNull();

        halls.Town.Clock.Advance(TimeSpan.FromHours(2));
        var later = (await halls.Trends()).ShouldHaveSingleItem().GetProperty("figures");
        later.GetProperty("people").GetInt32().ShouldBe(6);
        later.GetProperty("score").GetDouble().ShouldBeLessThan(figures.GetProperty("score").GetDouble());
        halls.Town.Clock.Advance(TimeSpan.FromHours(4));
        (await halls.Names()).ShouldBeEmpty();
        (await halls.Town.Stranger.Page(TrendTown.Topic("暴雨"))).QuerySelector("details.trend-why").ShouldBeNull();
        (await halls.Town.Stranger.Page("/halls/deyang/topics")).QuerySelector(".empty").ShouldNotBeNull();
    }

    [Fact]
    public async Task Neither_noise_nor_newcomers_nor_private_words_make_a_trend()
    {
        var (halls, people) = await TrendTown.Start(EngineKind.Sqlite, 6);
        await using var _ = halls;
        for (var n = 0; n < 40; n++) await people[0].Posts($"第 {n} 遍 #一个人刷#");
        await halls.Town.Say(await halls.Town.Citizens(12), "新来的都说 #水军#");
        foreach (var person in people)
        {
            await person.Posts("只给粉丝看 #悄悄话#", "private");
            await person.Posts("不进广场 #小声#", "unlisted");
        }
        await halls.Town.Say(people[..4], "四个人 #太少#");
        (await halls.Names()).ShouldBeEmpty();

        // The fifth makes it one; frozen, they no longer do.
        await halls.Town.Say(people[4..5], "第五个人 #太少#");
        (await halls.Names()).ShouldBe(["太少"]);
        await halls.Town.Write(db =>
        {
            var account = db.Accounts.Find(people[4].AccountId)!;
            account.FrozenAt = halls.Town.Time.GetUtcNow();
            db.Raise(new AccountChanged(account.Id));
        });
        halls.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        (await halls.Names()).ShouldBeEmpty();
    }

    [BothEngines]
    public async Task What_is_taken_back_leaves_the_count_and_a_new_process_counts_the_same(EngineKind engine)
    {
        var (halls, people) = await TrendTown.Start(engine, 8);
        await using var _ = halls;
        var said = await halls.Town.Say(people[..4], "桥上堵了 #二桥#");
        (await halls.Names()).ShouldBeEmpty();
        // Passing on and commenting are speaking, where the topic is meant.
        await people[4].Reposts(said[0]);
        await people[5].Posts("我也堵着 #二桥#", answering: said[1]);
        await people[6].Posts("没提话题", answering: said[1]);
        await Counted(6);

        await people[3].Edits(said[3], "桥上堵了");
        await Counted(5);
        var before = await Numbers();
        await halls.Town.Restart();
        (await Numbers()).ShouldBe(before);

        // With the original goes what passed it on.
        await people[0].Deletes(said[0]);
        await Counted(3);
        await people[3].Edits(said[3], "桥上堵了 #二桥#");
        await people[4].Reposts(said[3]);
        await Counted(5);
        await people[4].Json(HttpMethod.Post, $"/api/v1/statuses/{said[3]}/unreblog");
        await Counted(4);

        async Task<string> Numbers() => (await halls.Trends()).ShouldHaveSingleItem() is var trend ? trend.GetProperty("figures").GetRawText() + trend.GetProperty("hours").GetRawText() : "";

        async Task Counted(int number)
        {
            halls.Town.Clock.Advance(TimeSpan.FromMinutes(1));
            var topic = await halls.Town.Stranger.Json("/api/zhibo/v1" + TrendTown.Topic("二桥"));
            topic.GetProperty("figures").GetProperty("people").GetInt32().ShouldBe(number);
            topic.GetProperty("people_in_week").GetInt32().ShouldBe(number);
            (await halls.Names()).ShouldBe(number >= 5 ? ["二桥"] : []);
        }
    }

    [Fact]
    public async Task In_a_county_its_agencies_count_and_in_the_city_everybody()
    {
        var halls = await HallTown.Start(EngineKind.Sqlite);
        await using var _ = halls;
        Person[] offices = [await halls.Office("旌阳公安", "jingyanggongan", "510603", "gongan"), await halls.Office("旌阳交通", "jingyangjiaotong", "510603", "jiaotong"), await halls.Office("旌阳教育", "jingyangjiaoyu", "510603", "jiaoyu")];
        var people = await halls.Town.Citizens(5);
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        await halls.Opens("jingyang", "旌阳发布厅", ("region", "510603"));
        halls.Town.Clock.Advance(TimeSpan.FromHours(25));
        await halls.Town.Say(people, "广场舞太吵 #广场舞#");
        await halls.Town.Say(offices, "道路封闭 #修路#");

        (await halls.Names()).ShouldBe(["广场舞"]);
        (await halls.Names("jingyang")).ShouldBe(["修路"]);
        var page = await halls.Town.Stranger.Page(TrendTown.Topic("修路"));
        page.QuerySelector("details.trend-why summary")!.TextContent.ShouldContain("旌阳发布厅话题榜第 1 名");
        // Who leaves the hall leaves its numbers.
        await halls.Unseals(offices[0]);
        (await halls.Names("jingyang")).ShouldBeEmpty();
        (await halls.Town.Stranger.Calls(HttpMethod.Get, "/api/zhibo/v1/halls/nowhere/trends")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await halls.Town.Stranger.Get("/halls/nowhere/topics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nodes_hear_of_each_others_posts()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        var (halls, people) = await TrendTown.Start(EngineKind.Postgres, 5);
        await using var _ = halls;
        await using var other = await halls.Town.AnotherNode();
        (await other.Stranger.Json("/api/zhibo/v1/halls/deyang/trends")).GetArrayLength().ShouldBe(0);
        await halls.Town.Say(people, "这边说的 #两个节点#");
        await halls.Town.Quiet();
        for (var tries = 0; tries < 100 && (await other.Stranger.Json("/api/zhibo/v1/halls/deyang/trends")).GetArrayLength() == 0; tries++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            halls.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        (await other.Stranger.Json("/api/zhibo/v1/halls/deyang/trends"))[0].GetProperty("figures").GetProperty("people").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task Clients_are_told_with_the_history_of_a_week()
    {
        var (halls, people) = await TrendTown.Start(EngineKind.Sqlite, 5);
        await using var _ = halls;
        await halls.Town.Say(people, "说一句 #今日德阳#");
        await people[0].Posts("再说一句 #今日德阳#");
        halls.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        var schema = MastodonSchema.Read();

        var tags = await people[0].Json("/api/v1/trends/tags");
        schema.Faults("get", "/api/v1/trends/tags", tags).ShouldBeEmpty();
        tags.GetArrayLength().ShouldBe(1);
        tags[0].GetProperty("name").GetString().ShouldBe("今日德阳");
        Today(tags[0]).ShouldBe(("6", "5"));
        var history = tags[0].GetProperty("history").EnumerateArray().Select(d => long.Parse(d.GetProperty("day").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        history.Count.ShouldBe(7);
        history.ShouldAllBe(day => day % 86_400 == 0);
        history.ShouldBe(history.OrderDescending());
        (await people[0].Json("/api/v1/trends")).GetArrayLength().ShouldBe(1);
        (await people[0].Json("/api/v1/trends/tags?offset=1")).GetArrayLength().ShouldBe(0);

        var tag = await people[0].Json("/api/v1/tags/" + Uri.EscapeDataString("今日德阳"));
        schema.Faults("Tag", tag).ShouldBeEmpty();
        Today(tag).ShouldBe(("6", "5"));
        (await people[0].Calls(HttpMethod.Get, "/api/v1/tags/" + Uri.EscapeDataString("没有人说过"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Today((await people[0].Json("/api/v2/search?type=hashtags&q=" + Uri.EscapeDataString("今日"))).GetProperty("hashtags")[0]).ShouldBe(("6", "5"));

        static (string?, string?) Today(JsonElement tag) => (tag.GetProperty("history")[0].GetProperty("uses").GetString(), tag.GetProperty("history")[0].GetProperty("accounts").GetString());
    }
}
