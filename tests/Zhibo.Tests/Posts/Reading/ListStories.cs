using System.Net;
using System.Net.Http.Json;
using Zhibo.Posts.Lists;
using Zhibo.Shared;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Posts.Reading;

/// <summary>列表, through both doors.</summary>
public sealed class ListStories
{
    [BothEngines]
    public async Task Members_are_read_together_and_nobody_is_told(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (li, wang, chen, zhao) = (await town.Citizen("李学珍"), await town.Citizen("王小微"), await town.Citizen("陈学珍"), await town.Citizen("赵大"));
        await li.Follows(wang);
        await wang.Posts("甲");
        await chen.Posts("乙");
        await wang.Posts("只给粉丝", "private");
        await chen.Posts("乙只给粉丝", "private");
        await zhao.Posts("丙");

        var page = await li.Submits(await li.Page("/lists"), "form.form", ("title", "邻居"));
        page = await li.Submits(page, "form.who-form", ("name", "@王小微"), ("act", "in"));
        page.QuerySelector(".people")!.TextContent.ShouldContain("王小微");
        (await li.Submits(page, "form.who-form", HttpStatusCode.UnprocessableEntity, ("name", "查无此人"), ("act", "in"))).QuerySelector(".error").ShouldNotBeNull();
        var id = (await li.Json("/api/v1/lists"))[0].Text("id");
        await li.Json(HttpMethod.Put, $"/api/v1/lists/{id}", new { title = "好邻居", replies_policy = "none" });
        await li.Json(HttpMethod.Post, $"/api/v1/lists/{id}/accounts", new { account_ids = new[] { $"{chen.AccountId}", $"{wang.AccountId}" } });

        (await li.Timeline($"list/{id}")).ShouldBe(["只给粉丝", "乙", "甲"]);
        (await li.Walk($"/api/v1/timelines/list/{id}?limit=1")).Count.ShouldBe(3);
        (await li.Page($"/lists/{id}")).QuerySelectorAll("article.post").Length.ShouldBe(3);
        (await li.Leaf($"/api/v1/lists/{id}/accounts")).Ids.ShouldBe([$"{chen.AccountId}", $"{wang.AccountId}"], ignoreOrder: true);
        (await li.Json($"/api/v1/accounts/{chen.AccountId}/lists"))[0].Text("title").ShouldBe("好邻居");
        (await li.Timeline("home")).ShouldBe(["只给粉丝", "甲"]);
        await town.Quiet();
        (await chen.Leaf("/api/v1/notifications")).Ids.ShouldBeEmpty();
        foreach (var path in new[] { $"/api/v1/lists/{id}", $"/api/v1/lists/{id}/accounts", $"/api/v1/timelines/list/{id}" }) (await zhao.Sees(path)).ShouldBeFalse();
        (await zhao.Get($"/lists/{id}/edit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await zhao.Calls(HttpMethod.Post, $"/api/v1/lists/{id}/accounts", JsonContent.Create(new { account_ids = new[] { $"{zhao.AccountId}" } })).AsRefusal()).ShouldBe(HttpStatusCode.NotFound);

        await li.Submits(await li.Page($"/accounts/{chen.Handle}/lists"), ".rows form", ("act", "out"));
        (await li.Timeline($"list/{id}")).ShouldBe(["只给粉丝", "甲"]);
        await li.Json(HttpMethod.Delete, $"/api/v1/lists/{id}");
        (await li.Sees($"/api/v1/timelines/list/{id}")).ShouldBeFalse();
    }

    [BothEngines]
    public async Task A_list_may_take_comments_in_and_posts_away_from_home(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (li, wang, chen, zhao) = (await town.Citizen("李学珍"), await town.Citizen("王小微"), await town.Citizen("陈学珍"), await town.Citizen("赵大"));
        await li.Follows(wang);
        await li.Follows(zhao);
        var (byWang, byChen, byZhao) = (await wang.Posts("甲"), await chen.Posts("乙"), await zhao.Posts("丙"));
        await wang.Posts("对乙说", answering: byChen);
        await chen.Posts("对丙说", answering: byZhao);
        await chen.Posts("对甲说", answering: byWang);
        var id = (await li.Json(HttpMethod.Post, "/api/v1/lists", new { title = "讨论", replies_policy = "list", exclusive = true })).Text("id");
        await li.Json(HttpMethod.Post, $"/api/v1/lists/{id}/accounts", new { account_ids = new[] { $"{wang.AccountId}", $"{chen.AccountId}" } });

        (await li.Timeline($"list/{id}")).ShouldBe(["对甲说", "对乙说", "乙", "甲"]);
        (await li.Timeline("home")).ShouldBe(["丙"]);
        await li.Json(HttpMethod.Put, $"/api/v1/lists/{id}", new { replies_policy = "followed", exclusive = false });
        (await li.Timeline($"list/{id}")).ShouldBe(["对甲说", "对丙说", "乙", "甲"]);
        (await li.Timeline("home")).ShouldBe(["丙", "甲"]);

        await wang.Blocks(li);
        (await li.Timeline($"list/{id}")).ShouldNotContain("甲");
    }

    [BothEngines]
    public async Task Lists_keep_their_bounds(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var li = await town.Citizen("李学珍");
        (await li.Calls(HttpMethod.Post, "/api/v1/lists", JsonContent.Create(new { title = " " })).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await li.Calls(HttpMethod.Post, "/api/v1/lists", JsonContent.Create(new { title = "a", replies_policy = "some" })).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        var id = (await li.Json(HttpMethod.Post, "/api/v1/lists", new { title = "第 0 个" })).Text("id");
        for (var n = 1; n < 50; n++) await li.Json(HttpMethod.Post, "/api/v1/lists", new { title = $"第 {n} 个" });
        (await li.Calls(HttpMethod.Post, "/api/v1/lists", JsonContent.Create(new { title = "多了" })).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);

        var ids = await town.Use<Ids, List<long>>(make => Task.FromResult(Enumerable.Range(0, 500).Select(_ => make.Next()).ToList()));
        await town.Write(db => db.AddRange(ids.Select(member => new ListMember { ListId = long.Parse(id, null), AccountId = member, Id = member })));
        (await li.Calls(HttpMethod.Post, $"/api/v1/lists/{id}/accounts", JsonContent.Create(new { account_ids = new[] { $"{li.AccountId}" } })).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await li.Calls(HttpMethod.Post, $"/api/v1/lists/{id}/accounts", JsonContent.Create(new { account_ids = new[] { "404404" } })).AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
    }
}
