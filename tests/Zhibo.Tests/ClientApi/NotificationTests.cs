using System.Net;

namespace Zhibo.Tests.ClientApi;

public sealed class NotificationTests
{
    [BothEngines]
    public async Task What_happened_to_me_is_told_in_their_words(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var post = await wang.Posts("晴");
        await li.Follows(wang);
        await li.Likes(post);
        await li.Reposts(post);
        await li.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "真的", quoted_status_id = post });
        await li.Posts("早 @王小微");
        var comment = await li.Posts("回一句", answering: post);
        await town.Quiet();

        var notices = await wang.Json("/api/v1/notifications");
        notices.EnumerateArray().Select(n => n.Text("type")).Order().ShouldBe(["favourite", "follow", "mention", "mention", "quote", "reblog"]);
        foreach (var notice in notices.EnumerateArray())
        {
            notice.GetProperty("account").Text("acct").ShouldBe("li");
            notice.TryGetProperty("status", out _).ShouldBe(notice.Text("type") != "follow");
        }
        // A reblog tells of the post that was passed on.
        foreach (var type in new[] { "reblog", "favourite" })
            notices.EnumerateArray().Single(n => n.Text("type") == type).GetProperty("status").Text("id").ShouldBe(post);

        (await Types("?types[]=mention")).ShouldBe(["mention", "mention"]);
        (await Types("?types[]=reblog")).ShouldBe(["reblog"]);
        (await Types("?types[]=admin.report")).ShouldBeEmpty();
        (await Types("?exclude_types[]=mention&exclude_types[]=quote&exclude_types[]=reblog")).ShouldBe(["favourite", "follow"]);
        (await Types($"?account_id={li.AccountId}")).Length.ShouldBe(6);
        (await Types($"?account_id={wang.AccountId}")).ShouldBeEmpty();
        (await wang.Walk("/api/v1/notifications?limit=2")).ShouldBe(notices.Ids());
        (await wang.Leaf($"/api/v1/notifications?limit=2&min_id={notices.Ids()[4]}")).Ids.ShouldBe(notices.Ids()[2..4]);

        var one = notices.Ids()[0];
        (await wang.Json($"/api/v1/notifications/{one}")).Text("id").ShouldBe(one);
        (await li.Calls(HttpMethod.Get, $"/api/v1/notifications/{one}").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        (await town.Stranger.Calls(HttpMethod.Get, "/api/v1/notifications").AsRefusal()).ShouldBe(HttpStatusCode.Unauthorized);
        await li.Deletes(comment);
        await town.Quiet();
        (await Types("")).Length.ShouldBe(5);

        async Task<string[]> Types(string query) => [.. (await wang.Json("/api/v1/notifications" + query)).EnumerateArray().Select(n => n.Text("type")).Order()];
    }
}
