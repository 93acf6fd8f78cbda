using System.Text.Json;
using Zhibo.Accounts;

namespace Zhibo.Tests.ClientApi;

/// <summary>Every answer has the published shape.</summary>
public sealed class SchemaTests
{
    private readonly List<string> _faults = [];

    [Fact]
    public async Task Answers_have_the_published_shape()
    {
        var schema = MastodonSchema.Read();
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微", "wang");
        var office = await town.Citizen("微博德阳", "weibodeyang", AccountKind.Agency);
        await wang.Follows(office);
        var post = await office.Posts("#今日德阳# 晴，@王小微 请看 https://www.deyang.gov.cn/a?b=1&c=2");
        var quote = (await wang.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "好看 #今日德阳#", quoted_status_id = post, spoiler_text = "天气" })).GetProperty("id").GetString();
        await office.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "谢谢转发", quoted_status_id = quote, language = "zh" });
        var comment = await wang.Posts("真的", answering: post);
        await office.Edits(post, "#今日德阳# 多云");
        await office.Posts("悄悄话 @wang", "direct");
        await town.Quiet();

        await Good("get", "/api/v1/statuses/{id}", post);
        await Good("get", "/api/v1/statuses", query: $"?id[]={post}&id[]={quote}&id[]={comment}");
        await Good("post", "/api/v1/statuses/{id}/favourite", post);
        await Good("post", "/api/v1/statuses/{id}/unfavourite", comment);
        await Good("post", "/api/v1/statuses/{id}/reblog", quote!);
        await Good("get", "/api/v1/statuses/{id}/context", post);
        await Good("get", "/api/v1/statuses/{id}/history", post);
        await Good("get", "/api/v1/statuses/{id}/source", post);
        await Good("get", "/api/v1/statuses/{id}/favourited_by", post);
        await Good("get", "/api/v1/statuses/{id}/reblogged_by", quote!);
        await Good("get", "/api/v1/timelines/home");
        await Good("get", "/api/v1/timelines/public");
        await Good("get", "/api/v1/timelines/tag/{hashtag}", "今日德阳");
        await Good("get", "/api/v1/accounts/verify_credentials");
        await Good("get", "/api/v1/accounts/lookup", query: "?acct=weibodeyang");
        await Good("get", "/api/v1/accounts/relationships", query: $"?id[]={office.AccountId}&id[]={wang.AccountId}");
        await Good("get", "/api/v1/accounts", query: $"?id[]={office.AccountId}");
        await Good("get", "/api/v1/notifications");
        await Good("get", "/api/v1/notifications/unread_count");
        await Good("get", "/api/v2/notifications");
        await Good("get", "/api/v2/notifications", query: "?expand_accounts=partial_avatars&grouped_types[]=follow");
        await Good("get", "/api/v2/notifications/unread_count");
        await Good("get", "/api/v2/notifications/policy");
        var group = (await wang.Json("/api/v2/notifications")).GetProperty("notification_groups")[0].GetProperty("group_key").GetString()!;
        _faults.AddRange(schema.Faults("get", "/api/v2/notifications/{group_key}", await wang.Json($"/api/v2/notifications/{group}")));
        _faults.AddRange(schema.Faults("get", "/api/v2/notifications/{group_key}/accounts", await wang.Json($"/api/v2/notifications/{group}/accounts")));
        var device = new Notifications.PushReceiver();
        var subscription = new { subscription = new { endpoint = device.Endpoint, keys = new { p256dh = device.P256dh, auth = device.Auth } } };
        _faults.AddRange(schema.Faults("post", "/api/v1/push/subscription", await wang.Json(HttpMethod.Post, "/api/v1/push/subscription", subscription)));
        await Good("get", "/api/v1/push/subscription");
        await Good("get", "/api/v1/conversations");
        var talk = (await wang.Json("/api/v1/conversations")).Ids()[0];
        await Good("post", "/api/v1/conversations/{id}/read", talk);
        // Described without a body, too.
        (await wang.Json(HttpMethod.Delete, $"/api/v1/conversations/{talk}")).EnumerateObject().ShouldBeEmpty();
        foreach (var id in new[] { office.AccountId, wang.AccountId })
        {
            await Good("get", "/api/v1/accounts/{id}", $"{id}");
            await Good("get", "/api/v1/accounts/{id}/statuses", $"{id}");
            await Good("get", "/api/v1/accounts/{id}/followers", $"{id}");
            await Good("get", "/api/v1/accounts/{id}/following", $"{id}");
        }
        foreach (var act in new[] { "unfollow", "follow", "mute", "unmute", "block", "unblock" }) await Good("post", $"/api/v1/accounts/{{id}}/{act}", $"{office.AccountId}");
        await Reading();
        await Good("get", "/api/v1/instance");
        await Good("get", "/api/v2/instance");
        await Good("get", "/api/v1/custom_emojis");
        // Its operation is described without a body.
        _faults.AddRange(schema.Faults("Preferences", await wang.Json("/api/v1/preferences")));
        await Good("post", "/api/v1/statuses/{id}/unreblog", quote!);
        await Good("delete", "/api/v1/statuses/{id}", comment);
        await Refused("get", "/api/v1/statuses/{id}", "404404", 404);
        await Refused("post", "/api/v1/statuses", "", 422);

        // Names beside the published ones: Mastodon sends them, the description lacks them.
        foreach (var name in new[] { "posting:default:quote_policy", "vapid", "policy", "quote", "quoted_update" })
            _faults.RemoveAll(f => f.EndsWith($"nobody knows {name}", StringComparison.Ordinal));
        _faults.ShouldBeEmpty(string.Join('\n', _faults));

        async Task Reading()
        {
            var poll = (await office.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "几点好？", poll = new { options = new[] { "早", "晚" }, expires_in = 3600 } })).GetProperty("id").GetString()!;
            await Good("get", "/api/v1/polls/{id}", poll);
            await wang.Json(HttpMethod.Post, $"/api/v1/polls/{poll}/votes", new { choices = new[] { 1 } });
            await Good("get", "/api/v1/statuses/{id}", poll);
            await Good("post", "/api/v1/statuses/{id}/bookmark", poll);
            await Good("get", "/api/v1/bookmarks");
            await Good("post", "/api/v1/statuses/{id}/pin", quote!);
            await Good("post", "/api/v1/statuses/{id}/unpin", quote!);
            var list = (await wang.Json(HttpMethod.Post, "/api/v1/lists", new { title = "城里" })).GetProperty("id").GetString()!;
            await wang.Json(HttpMethod.Post, $"/api/v1/lists/{list}/accounts", new { account_ids = new[] { $"{office.AccountId}" } });
            await Good("get", "/api/v1/lists");
            await Good("get", "/api/v1/lists/{id}", list);
            await Good("get", "/api/v1/lists/{id}/accounts", list);
            await Good("get", "/api/v1/timelines/list/{list_id}", list);
            await Good("get", "/api/v1/accounts/{id}/lists", $"{office.AccountId}");
            var filter = (await wang.Json(HttpMethod.Post, "/api/v2/filters", new { title = "时间", context = new[] { "public" }, keywords_attributes = new[] { new { keyword = "几点" } } })).GetProperty("id").GetString()!;
            await Good("get", "/api/v2/filters");
            await Good("get", "/api/v2/filters/{id}", filter);
            await Good("get", "/api/v2/filters/{filter_id}/keywords", filter);
            await Good("get", "/api/v1/timelines/public");
        }

        async Task Good(string method, string path, string id = "", string query = "")
        {
            var answer = await wang.Json(new HttpMethod(method.ToUpperInvariant()), Address(path, id) + query);
            if (answer.ValueKind == JsonValueKind.Array && path != "/api/v1/custom_emojis" && !path.EndsWith("/following", StringComparison.Ordinal) && !path.EndsWith("/followers", StringComparison.Ordinal))
                answer.GetArrayLength().ShouldBeGreaterThan(0, path);
            _faults.AddRange(schema.Faults(method, path, answer).Select(f => $"{method} {path} {f}"));
        }

        async Task Refused(string method, string path, string id, int status)
        {
            var answer = await wang.Calls(new HttpMethod(method.ToUpperInvariant()), Address(path, id));
            ((int)answer.StatusCode).ShouldBe(status);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            _faults.AddRange(schema.Faults(method, path, body.RootElement, status).Select(f => $"{method} {path} {f}"));
        }
    }

    [Fact]
    public async Task A_stranger_is_told_no_flags()
    {
        var schema = MastodonSchema.Read();
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("晴");

        var status = await town.Stranger.Json($"/api/v1/statuses/{post}");
        schema.Faults("get", "/api/v1/statuses/{id}", status).ShouldBeEmpty();
        status.TryGetProperty("favourited", out _).ShouldBeFalse();
        status.TryGetProperty("reblogged", out _).ShouldBeFalse();
    }

    private static string Address(string path, string id) =>
        path.Replace("{id}", id, StringComparison.Ordinal).Replace("{list_id}", id, StringComparison.Ordinal).Replace("{filter_id}", id, StringComparison.Ordinal).Replace("{hashtag}", Uri.EscapeDataString(id), StringComparison.Ordinal);
}
