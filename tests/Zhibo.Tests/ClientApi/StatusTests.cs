using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhibo.Accounts;

namespace Zhibo.Tests.ClientApi;

public sealed class StatusTests
{
    [BothEngines]
    public async Task A_post_is_written_read_edited_and_deleted(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李四", "li");
        var made = await wang.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "今天 @李四 来了 #今日德阳# <b>", spoiler_text = "小心", language = "zh", visibility = "unlisted" });
        var id = made.Text("id");
        made.Text("content").ShouldBe($"<p>今天 <a class=\"mention\" href=\"{town.Address}@li\">@李四</a> 来了 <a class=\"topic\" href=\"{town.Address}topics/%E4%BB%8A%E6%97%A5%E5%BE%B7%E9%98%B3\">#今日德阳#</a> &lt;b&gt;</p>");
        made.Text("spoiler_text").ShouldBe("小心");
        made.Flag("sensitive").ShouldBeTrue();
        made.Text("visibility").ShouldBe("unlisted");
        made.Text("language").ShouldBe("zh");
        made.Text("url").ShouldBe($"{town.Address}@wang/{id}");
        made.GetProperty("account").Text("acct").ShouldBe("wang");
        made.GetProperty("mentions")[0].Text("id").ShouldBe($"{li.AccountId}");
        made.GetProperty("tags")[0].Text("name").ShouldBe("今日德阳");
        made.Flag("favourited").ShouldBeFalse();

        (await li.Json($"/api/v1/statuses/{id}")).Text("content").ShouldBe(made.Text("content"));
        (await wang.Json($"/api/v1/statuses/{id}/source")).Text("text").ShouldBe("今天 @李四 来了 #今日德阳# <b>");

        town.Clock.Advance(TimeSpan.FromMinutes(5));
        var edited = await wang.Edits(id, "改了");
        edited.Text("content").ShouldBe("<p>改了</p>");
        edited.Text("spoiler_text").ShouldBe("小心");
        edited.Text("edited_at").ShouldBe("2025-04-20T00:35:00.000Z");
        var history = await li.Json($"/api/v1/statuses/{id}/history");
        history.EnumerateArray().Select(h => h.Text("created_at")).ShouldBe(["2025-04-20T00:30:00.000Z", "2025-04-20T00:35:00.000Z"]);
        history[0].Text("content").ShouldContain("今天");
        history[1].Text("content").ShouldBe("<p>改了</p>");

        (await li.Calls(HttpMethod.Put, $"/api/v1/statuses/{id}", JsonContent.Create(new { status = "我的" })).AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        (await li.Calls(HttpMethod.Delete, $"/api/v1/statuses/{id}").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        var gone = await wang.Deletes(id);
        gone.Text("text").ShouldBe("改了");
        gone.Text("id").ShouldBe(id);
        (await li.Sees($"/api/v1/statuses/{id}")).ShouldBeFalse();
        (await wang.Calls(HttpMethod.Delete, $"/api/v1/statuses/{id}").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task What_was_not_sent_is_not_changed(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var id = (await wang.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "正文", spoiler_text = "小心" })).Text("id");

        (await wang.Json(HttpMethod.Put, $"/api/v1/statuses/{id}", new { spoiler_text = "更小心" })).Text("content").ShouldBe("<p>正文</p>");
        var plain = await wang.Json(HttpMethod.Put, $"/api/v1/statuses/{id}", new { status = "新正文", spoiler_text = "", sensitive = false });
        plain.Text("spoiler_text").ShouldBe("");
        plain.Flag("sensitive").ShouldBeFalse();
    }

    [BothEngines]
    public async Task A_thread_is_shown_around_each_of_its_posts(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李四", "li");
        var root = await wang.Posts("一");
        var first = await li.Posts("二", answering: root);
        var second = await wang.Posts("三", answering: first);
        var other = await wang.Posts("四", answering: root);

        var status = await wang.Json($"/api/v1/statuses/{first}");
        status.Text("in_reply_to_id").ShouldBe(root);
        status.Text("in_reply_to_account_id").ShouldBe($"{wang.AccountId}");
        (await wang.Json($"/api/v1/statuses/{root}")).Number("replies_count").ShouldBe(3);

        var context = await town.Stranger.Json($"/api/v1/statuses/{first}/context");
        context.GetProperty("ancestors").Ids().ShouldBe([root]);
        context.GetProperty("descendants").Ids().ShouldBe([second]);
        (await wang.Json($"/api/v1/statuses/{root}/context")).GetProperty("descendants").Ids().ShouldBe([first, second, other]);

        await li.Deletes(first);
        context = await wang.Json($"/api/v1/statuses/{root}/context");
        context.GetProperty("descendants").Ids().ShouldBe([second, other]);
    }

    [BothEngines]
    public async Task Favourites_count_once_and_show_who(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李四", "li");
        var post = await wang.Posts("晴");

        var liked = await li.Likes(post);
        liked.Flag("favourited").ShouldBeTrue();
        liked.Number("favourites_count").ShouldBe(1);
        (await li.Likes(post)).Number("favourites_count").ShouldBe(1);
        (await wang.Json($"/api/v1/statuses/{post}")).Flag("favourited").ShouldBeFalse();
        (await town.Stranger.Json($"/api/v1/statuses/{post}/favourited_by")).Ids().ShouldBe([$"{li.AccountId}"]);

        var unliked = await li.Json(HttpMethod.Post, $"/api/v1/statuses/{post}/unfavourite");
        unliked.Flag("favourited").ShouldBeFalse();
        unliked.Number("favourites_count").ShouldBe(0);
        (await town.Stranger.Json($"/api/v1/statuses/{post}/favourited_by")).GetArrayLength().ShouldBe(0);
    }

    [BothEngines]
    public async Task A_reblog_shows_the_post_inside(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李四", "li");
        var post = await wang.Posts("晴");

        var repost = await li.Reposts(post);
        repost.Text("id").ShouldNotBe(post);
        repost.GetProperty("account").Text("acct").ShouldBe("li");
        repost.GetProperty("reblog").Text("id").ShouldBe(post);
        repost.GetProperty("reblog").Text("content").ShouldBe("<p>晴</p>");
        repost.GetProperty("reblog").Flag("reblogged").ShouldBeTrue();
        repost.GetProperty("reblog").Number("reblogs_count").ShouldBe(1);
        repost.Flag("reblogged").ShouldBeTrue();
        (await li.Reposts(post)).Text("id").ShouldBe(repost.Text("id"));
        (await town.Stranger.Json($"/api/v1/statuses/{post}/reblogged_by")).Ids().ShouldBe([$"{li.AccountId}"]);
        // A favourite of the repost is one of the post.
        (await wang.Likes(repost.Text("id"))).Text("id").ShouldBe(post);

        var undone = await li.Json(HttpMethod.Post, $"/api/v1/statuses/{post}/unreblog");
        undone.Text("id").ShouldBe(post);
        undone.Flag("reblogged").ShouldBeFalse();
        undone.Number("reblogs_count").ShouldBe(0);
        (await li.Sees($"/api/v1/statuses/{repost.Text("id")}")).ShouldBeFalse();
    }

    [BothEngines]
    public async Task A_repost_with_words_quotes_and_keeps_its_chain(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李四", "li");
        var zhao = await town.Citizen("赵六", "zhao");
        var post = await wang.Posts("橘子卖不掉");
        var first = (await li.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "帮转", quoted_status_id = post })).Text("id");
        var second = await zhao.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "我买", quoted_status_id = first });

        second.Text("content").ShouldBe($"<p>我买</p><p>//<a class=\"mention\" href=\"{town.Address}@li\">@李四</a>: 帮转</p>");
        second.GetProperty("quote").Text("state").ShouldBe("accepted");
        second.GetProperty("quote").GetProperty("quoted_status").Text("id").ShouldBe(post);
        await zhao.Likes(post);
        (await zhao.Json($"/api/v1/statuses/{second.Text("id")}")).GetProperty("quote").GetProperty("quoted_status").Flag("favourited").ShouldBeTrue();
        // Passed on without words, the quote is shown whole.
        var repost = await wang.Reposts(second.Text("id"));
        repost.GetProperty("reblog").Text("content").ShouldBe(second.Text("content"));
        repost.GetProperty("reblog").GetProperty("quote").GetProperty("quoted_status").Text("id").ShouldBe(post);

        await zhao.Mutes(wang);
        (await zhao.Json($"/api/v1/statuses/{second.Text("id")}")).GetProperty("quote").Text("state").ShouldBe("muted_account");
        await wang.Blocks(zhao);
        var hidden = (await zhao.Json($"/api/v1/statuses/{second.Text("id")}")).GetProperty("quote");
        hidden.Text("state").ShouldBe("unauthorized");
        hidden.GetProperty("quoted_status").ValueKind.ShouldBe(JsonValueKind.Null);

        await wang.Deletes(post);
        var left = (await li.Json($"/api/v1/statuses/{second.Text("id")}")).GetProperty("quote");
        left.Text("state").ShouldBe("deleted");
        left.GetProperty("quoted_status").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [BothEngines]
    public async Task One_key_makes_one_post(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李四", "li");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post(wang, "k1")));
        answers.Distinct().Count().ShouldBe(1);
        (await Post(wang, "k1")).ShouldBe(answers[0]);
        (await Post(wang, "k2")).ShouldNotBe(answers[0]);
        (await Post(li, "k1")).ShouldNotBe(answers[0]);
        (await wang.Json($"/api/v1/accounts/{wang.AccountId}/statuses")).GetArrayLength().ShouldBe(2);

        static async Task<string> Post(Person person, string key)
        {
            var answer = await person.Calls(HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "晴" }), ("Idempotency-Key", key));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return body.RootElement.Text("id");
        }
    }

    [BothEngines]
    public async Task Several_are_answered_in_order_without_what_may_not_be_seen(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var (one, two, hidden) = (await wang.Posts("一"), await wang.Posts("二"), await wang.Posts("三", "private"));

        (await town.Stranger.Json($"/api/v1/statuses?id[]={two}&id[]={hidden}&id[]=77&id[]=x&id[]={one}&id[]={two}")).Ids().ShouldBe([two, one]);
        (await wang.Json("/api/v1/statuses?id=" + hidden)).Ids().ShouldBe([hidden]);
        var many = string.Join('&', Enumerable.Range(1, 60).Select(n => $"id[]={n}"));
        (await wang.Calls(HttpMethod.Get, "/api/v1/statuses?" + many).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [BothEngines]
    public async Task What_cannot_be_done_is_said(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("晴");
        object[] bodies =
        [
            new { status = "a", media_ids = new[] { "1" } },
            new { status = "a", poll = new { options = new[] { "a" }, expires_in = 300 } },
            new { status = "a", poll = "yes or no" },
            new { status = "a", scheduled_at = "2030-01-01T00:00:00Z" },
            new { status = "a", quote_approval_policy = "nobody" },
            new { status = "a", in_reply_to_id = post, quoted_status_id = post },
            new { status = "a", visibility = "secret" },
            new { status = "a", sensitive = "perhaps" },
            new { status = "a", language = "zh_<b>" },
            new { status = new { nested = true } },
            new { status = "" },
            new { status = "   \n" },
            new { status = new string('长', 141) },
            new { },
        ];
        foreach (var body in bodies)
            (await wang.Calls(HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(body)).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity, JsonSerializer.Serialize(body));
        foreach (var body in new object[] { new { status = "a", in_reply_to_id = "77" }, new { status = "a", in_reply_to_id = "x" }, new { status = "a", quoted_status_id = "77" } })
            (await wang.Calls(HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(body)).AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        // What is empty asks for nothing.
        await wang.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "a", media_ids = Array.Empty<string>(), poll = (string?)null, scheduled_at = (string?)null, in_reply_to_id = (string?)null, quote_approval_policy = "public" });
        town.Log.Errors.ShouldBeEmpty();
    }

    [BothEngines]
    public async Task A_new_name_is_shown_everywhere_at_once(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李四", "li");
        var post = await wang.Posts("给 @李四");
        var repost = (await li.Reposts(post)).Text("id");
        await town.Write(db =>
        {
            var account = db.Accounts.First(a => a.Id == wang.AccountId);
            account.Nickname = "王大微";
            account.Version++;
            db.Raise(new AccountChanged(account.Id));
        });

        (await li.Json($"/api/v1/statuses/{post}")).GetProperty("account").Text("display_name").ShouldBe("王大微");
        (await li.Json($"/api/v1/statuses/{repost}")).GetProperty("reblog").GetProperty("account").Text("display_name").ShouldBe("王大微");
        (await wang.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "晴" })).GetProperty("account").Text("display_name").ShouldBe("王大微");
    }
}
