using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.Desk;
using Zhibo.Tests.Messages;

namespace Zhibo.Tests.ClientApi;

/// <summary>Mastodon's clients and the pages see the same conversations.</summary>
public sealed class ConversationTests
{
    [BothEngines]
    public async Task A_client_lists_reads_and_removes_conversations(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li, zhao) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"), await town.Citizen("赵六", "zhao"));
        await wang.Follows(li);
        await wang.Follows(zhao);
        await li.WritesTo(wang, "页面上说的");
        var last = await zhao.Posts("@王小微 @李四 三个人说", "direct");

        var talks = await wang.Json("/api/v1/conversations");
        talks.EnumerateArray().Select(t => t.GetProperty("unread").GetBoolean()).ShouldBe([true, true]);
        talks[0].GetProperty("accounts").EnumerateArray().Select(a => a.Text("acct")).Order().ShouldBe(["li", "zhao"]);
        talks[0].GetProperty("last_status").Text("id").ShouldBe(last);
        var status = talks[1].GetProperty("last_status");
        status.Text("visibility").ShouldBe("direct");
        status.GetProperty("mentions").EnumerateArray().Select(m => m.Text("acct")).ShouldBe(["wang"]);
        // What somebody not followed asks is no conversation yet.
        (await li.Json("/api/v1/conversations")).GetArrayLength().ShouldBe(1);
        (await wang.Walk("/api/v1/conversations?limit=1")).ShouldBe(talks.Ids());

        var one = talks.Ids()[1];
        (await wang.Json(HttpMethod.Post, $"/api/v1/conversations/{one}/read")).GetProperty("unread").GetBoolean().ShouldBeFalse();
        (await li.Page($"/messages/{one}")).QuerySelector(".read").ShouldNotBeNull();
        // The thread of a talk goes on, whichever door is taken.
        var answer = await wang.Posts("@李四 客户端回的", "direct", status.Text("id"));
        (await li.Page($"/messages/{one}")).Said().ShouldBe(["页面上说的", "客户端回的"]);
        await li.WritesTo(wang, "又说一句");
        (await wang.Json($"/api/v1/statuses/{answer}/context")).GetProperty("descendants").GetArrayLength().ShouldBe(1);
        foreach (var path in new[] { $"/api/v1/conversations/{one}/read", "/api/v1/conversations/404/read" })
            (await zhao.Calls(HttpMethod.Post, path).AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        (await zhao.Calls(HttpMethod.Delete, $"/api/v1/conversations/{one}").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        (await town.Stranger.Calls(HttpMethod.Get, "/api/v1/conversations").AsRefusal()).ShouldBe(HttpStatusCode.Unauthorized);

        await wang.Json(HttpMethod.Delete, $"/api/v1/conversations/{one}");
        (await wang.Json("/api/v1/conversations")).Ids().ShouldBe([talks.Ids()[0]]);
        (await li.Json("/api/v1/conversations")).Ids().ShouldContain(one);
    }

    [Fact]
    public async Task An_office_answers_from_a_client_and_keeps_what_was_written()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var office = await town.Office("德阳城管", "chengguan");
        var handler = await town.Staff("承办人老周", office, SeatRole.Handler);
        var wang = await town.Citizen("王小微", "wang");
        await wang.WritesTo(office, "在吗");
        var asOffice = ("Zhibo-Act-As", "chengguan");
        var list = await handler.Calls(HttpMethod.Get, "/api/v1/conversations", null, asOffice);
        var talk = JsonDocument.Parse(await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement[0];
        var answer = await handler.Calls(HttpMethod.Post, "/api/v1/statuses",
            JsonContent.Create(new { status = "@王小微 在的", visibility = "direct", in_reply_to_id = talk.GetProperty("last_status").Text("id") }), asOffice);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await wang.Page($"/messages/{talk.Text("id")}")).Said().ShouldBe(["在吗", "在的"]);
        (await handler.Page("/desk/chengguan/q/messages")).QuerySelectorAll(".queue li").ShouldBeEmpty();
        (await handler.Calls(HttpMethod.Delete, $"/api/v1/conversations/{talk.Text("id")}", null, asOffice)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
