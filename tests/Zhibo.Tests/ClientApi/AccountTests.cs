using System.Net;
using System.Net.Http.Json;
using Zhibo.Accounts;

namespace Zhibo.Tests.ClientApi;

public sealed class AccountTests
{
    [BothEngines]
    public async Task An_account_is_found_by_each_of_its_names(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var own = await wang.Json("/api/v1/accounts/verify_credentials");
        own.Text("id").ShouldBe($"{wang.AccountId}");
        own.Text("display_name").ShouldBe("王小微");
        own.GetProperty("source").Text("privacy").ShouldBe("public");
        own.Text("avatar").ShouldBe($"{town.Address}avatars/wang.svg");
        own.Text("header").ShouldBe($"{town.Address}banners/wang.svg");
        own.Text("url").ShouldBe($"{town.Address}@wang");

        foreach (var name in new[] { "wang", "@wang", "WANG", "王小微", $"wang@{town.Address.Authority}" })
            (await town.Stranger.Json("/api/v1/accounts/lookup?acct=" + Uri.EscapeDataString(name))).Text("id").ShouldBe($"{wang.AccountId}", name);
        foreach (var name in new[] { "nobody", "", "@", "wang@elsewhere.example", new string('a', 500), "\0", "%" })
            (await town.Stranger.Calls(HttpMethod.Get, "/api/v1/accounts/lookup?acct=" + Uri.EscapeDataString(name)).AsRefusal()).ShouldBe(HttpStatusCode.NotFound, name);
        foreach (var id in new[] { "1", "x", "-5", "99999999999999999999999", "0" })
            (await town.Stranger.Calls(HttpMethod.Get, $"/api/v1/accounts/{id}").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task An_office_shows_its_seal(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Citizen("微博德阳", "weibodeyang", AccountKind.Agency);
        await town.Write(db =>
        {
            var account = db.Accounts.First(a => a.Id == office.AccountId);
            (account.Unit, account.Bio, account.Fields) = ("市委宣传部 · 德阳市", "说 <德阳> 的事 #今日德阳#", """[{"name":"电话","value":"0838-1234567"}]""");
        });

        var shown = await town.Stranger.Json($"/api/v1/accounts/{office.AccountId}");
        shown.GetProperty("roles")[0].Text("name").ShouldBe("政务机构");
        shown.GetProperty("fields")[0].Text("value").ShouldBe("<p>市委宣传部 · 德阳市</p>");
        shown.GetProperty("fields")[0].Text("verified_at").ShouldNotBeEmpty();
        shown.GetProperty("fields")[1].Text("name").ShouldBe("电话");
        shown.Text("note").ShouldContain("&lt;德阳&gt;");
    }

    [BothEngines]
    public async Task Relations_change_and_are_told(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));

        (await wang.Follows(li)).Flag("following").ShouldBeTrue();
        (await wang.Follows(li)).Flag("following").ShouldBeTrue();
        (await li.Json($"/api/v1/accounts/relationships?id[]={wang.AccountId}&id[]=77"))[0].Flag("followed_by").ShouldBeTrue();
        (await li.Json($"/api/v1/accounts/{li.AccountId}")).Number("followers_count").ShouldBe(1);

        var muted = await wang.Json(HttpMethod.Post, $"/api/v1/accounts/{li.AccountId}/mute", new { duration = 3600, notifications = false });
        muted.Flag("muting").ShouldBeTrue();
        muted.Flag("muting_notifications").ShouldBeFalse();
        muted.Text("muting_expires_at").ShouldBe("2025-04-20T01:30:00.000Z");
        town.Clock.Advance(TimeSpan.FromHours(2));
        (await wang.Json($"/api/v1/accounts/relationships?id={li.AccountId}"))[0].Flag("muting").ShouldBeFalse();
        (await Post(wang, li, "unmute")).Flag("muting").ShouldBeFalse();

        var blocked = await Post(li, wang, "block");
        blocked.Flag("blocking").ShouldBeTrue();
        blocked.Flag("followed_by").ShouldBeFalse();
        (await wang.Json($"/api/v1/accounts/relationships?id={li.AccountId}"))[0].Flag("blocked_by").ShouldBeTrue();
        (await wang.Calls(HttpMethod.Post, $"/api/v1/accounts/{li.AccountId}/follow").AsRefusal()).ShouldBe(HttpStatusCode.Forbidden);
        (await Post(li, wang, "unblock")).Flag("blocking").ShouldBeFalse();
        (await Post(wang, li, "follow")).Flag("following").ShouldBeTrue();
        (await Post(wang, li, "unfollow")).Flag("following").ShouldBeFalse();
    }

    [BothEngines]
    public async Task What_no_relation_can_be_is_refused(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        foreach (var act in new[] { "follow", "unfollow", "block", "unblock", "mute", "unmute" })
        {
            (await wang.Calls(HttpMethod.Post, $"/api/v1/accounts/77/{act}").AsRefusal()).ShouldBe(HttpStatusCode.NotFound, act);
            (await town.Stranger.Calls(HttpMethod.Post, $"/api/v1/accounts/{li.AccountId}/{act}").AsRefusal()).ShouldBe(HttpStatusCode.Unauthorized, act);
        }
        foreach (var act in new[] { "follow", "block", "mute" })
            (await wang.Calls(HttpMethod.Post, $"/api/v1/accounts/{wang.AccountId}/{act}").AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity, act);
        foreach (var body in new object[] { new { reblogs = false }, new { notify = true }, new { languages = new[] { "zh" } } })
            (await wang.Calls(HttpMethod.Post, $"/api/v1/accounts/{li.AccountId}/follow", JsonContent.Create(body)).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var duration in new[] { "-1", "soon", "99999999999", "2000000000" })
            (await wang.Calls(HttpMethod.Post, $"/api/v1/accounts/{li.AccountId}/mute", JsonContent.Create(new { duration })).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        // What clients send by default is no wish for anything else.
        await wang.Json(HttpMethod.Post, $"/api/v1/accounts/{li.AccountId}/follow", new { reblogs = true, notify = false });
    }

    [BothEngines]
    public async Task Followers_are_paged_by_the_link(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Citizen("微博德阳", "weibodeyang");
        List<string> fans = [];
        for (var n = 0; n < 7; n++)
        {
            var fan = await town.Citizen($"粉丝{n}号");
            await fan.Follows(office);
            fans.Insert(0, $"{fan.AccountId}");
        }
        var blocked = await town.Citizen("不速之客");
        await office.Blocks(blocked);

        var list = $"/api/v1/accounts/{office.AccountId}/followers";
        (await town.Stranger.Json(list)).Ids().ShouldBe(fans);
        (await town.Stranger.Walk(list + "?limit=2")).ShouldBe(fans);
        var (_, next, _) = await town.Stranger.Leaf(list + "?limit=3");
        var (ids, _, prev) = await town.Stranger.Leaf(next!);
        ids.ShouldBe(fans[3..6]);
        (await town.Stranger.Leaf(prev!)).Ids.ShouldBe(fans[..3]);
        (await town.Stranger.Json($"/api/v1/accounts/{fans[0]}/following")).Ids().ShouldBe([$"{office.AccountId}"]);
        (await blocked.Json(list)).GetArrayLength().ShouldBe(0);
    }

    [BothEngines]
    public async Task Statuses_of_an_account_are_chosen(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var other = await li.Posts("#天气 别人的");
        var plain = await wang.Posts("平常");
        var tagged = await wang.Posts("#天气 晴");
        var comment = await wang.Posts("#天气 回", answering: other);
        var repost = (await wang.Reposts(other)).Text("id");

        (await List("")).ShouldBe([repost, comment, tagged, plain]);
        (await List("?exclude_replies=true")).ShouldBe([repost, tagged, plain]);
        (await List("?exclude_reblogs=1")).ShouldBe([comment, tagged, plain]);
        (await List("?exclude_replies=true&exclude_reblogs=true&limit=1")).ShouldBe([tagged]);
        (await List("?tagged=天气")).ShouldBe([comment, tagged]);
        (await List("?tagged=天气&exclude_replies=true")).ShouldBe([tagged]);
        (await List("?tagged=没有")).ShouldBeEmpty();
        (await List("?pinned=true")).ShouldBeEmpty();
        (await List("?only_media=true")).ShouldBeEmpty();

        async Task<string[]> List(string query) => (await town.Stranger.Json($"/api/v1/accounts/{wang.AccountId}/statuses{query}")).Ids();
    }

    private static Task<System.Text.Json.JsonElement> Post(Person who, Person whom, string act) => who.Json(HttpMethod.Post, $"/api/v1/accounts/{whom.AccountId}/{act}");
}
