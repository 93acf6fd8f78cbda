using System.Net;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Posts.Reading;

/// <summary>收藏 and 置顶, through both doors.</summary>
public sealed class MarkStories
{
    [BothEngines]
    public async Task What_is_kept_is_found_again_and_nobody_else_knows(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        var li = await town.Citizen("李学珍");
        var first = await wang.Posts("停水通知");
        var second = await wang.Posts("来水了");
        var hidden = await wang.Posts("只给粉丝", "private");

        (await li.Json(HttpMethod.Post, $"/api/v1/statuses/{first}/bookmark")).Flag("bookmarked").ShouldBeTrue();
        await li.Submits(await li.Page($"/@{wang.Handle}"), $"form[action='/posts/{second}/bookmark']");
        await li.Json(HttpMethod.Post, $"/api/v1/statuses/{second}/bookmark");
        (await li.Calls(HttpMethod.Post, $"/api/v1/statuses/{hidden}/bookmark")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await li.Leaf("/api/v1/bookmarks")).Ids.ShouldBe([second, first]);
        (await li.Walk("/api/v1/bookmarks?limit=1")).ShouldBe([second, first]);
        (await li.Page("/bookmarks")).QuerySelectorAll("article.post").Length.ShouldBe(2);
        (await wang.Json($"/api/v1/statuses/{first}")).Flag("bookmarked").ShouldBeFalse();
        (await wang.Leaf("/api/v1/bookmarks")).Ids.ShouldBeEmpty();
        (await town.Stranger.Get("/bookmarks")).StatusCode.ShouldNotBe(HttpStatusCode.OK);

        await li.Submits(await li.Page("/bookmarks"), $"form[action='/posts/{second}/unbookmark']");
        await wang.Deletes(first);
        (await li.Leaf("/api/v1/bookmarks")).Ids.ShouldBeEmpty();
    }

    [BothEngines]
    public async Task Pinned_posts_stand_first_on_the_page_for_everybody(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        var li = await town.Citizen("李学珍");
        var posts = new List<string>();
        for (var n = 0; n < 7; n++) posts.Add(await wang.Posts($"第 {n} 条"));
        await town.Stranger.Page($"/@{wang.Handle}");

        (await wang.Json(HttpMethod.Post, $"/api/v1/statuses/{posts[0]}/pin")).Flag("pinned").ShouldBeTrue();
        var pinned = (await town.Stranger.Page($"/@{wang.Handle}")).QuerySelectorAll(".pinned article.post").Select(a => a.GetAttribute("data-id"));
        pinned.ShouldBe([posts[0]]);
        (await town.Stranger.Page($"/@{wang.Handle}")).QuerySelectorAll($"article[data-id='{posts[0]}']").Length.ShouldBe(1);
        (await li.Leaf($"/api/v1/accounts/{wang.AccountId}/statuses?pinned=true")).Ids.ShouldBe([posts[0]]);
        (await li.Json($"/api/v1/statuses/{posts[0]}")).TryGetProperty("pinned", out _).ShouldBeFalse();

        for (var n = 1; n < 5; n++) await wang.Submits(await wang.Page($"/@{wang.Handle}/{posts[n]}"), $"form[action='/posts/{posts[n]}/pin']");
        (await wang.Calls(HttpMethod.Post, $"/api/v1/statuses/{posts[5]}/pin").AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await li.Calls(HttpMethod.Post, $"/api/v1/statuses/{posts[5]}/pin").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        var comment = await wang.Posts("补一句", answering: posts[6]);
        await wang.Json(HttpMethod.Post, $"/api/v1/statuses/{posts[4]}/unpin");
        (await wang.Calls(HttpMethod.Post, $"/api/v1/statuses/{comment}/pin").AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);

        await wang.Deletes(posts[3]);
        (await li.Leaf($"/api/v1/accounts/{wang.AccountId}/statuses?pinned=true")).Ids.ShouldBe([posts[2], posts[1], posts[0]]);
        (await town.Read(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.CountAsync(db.Pins))).ShouldBe(3);
    }
}
