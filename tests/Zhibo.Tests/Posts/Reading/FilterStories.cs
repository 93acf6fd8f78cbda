using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Posts.Reading;

/// <summary>过滤, through both doors.</summary>
public sealed class FilterStories
{
    [BothEngines]
    public async Task Words_are_folded_or_left_out_where_the_filter_holds(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微"), await town.Citizen("李学珍"));
        await li.Follows(wang);
        await wang.Posts("德陽的剧透来了");
        await wang.Posts("广告：ＡＢＣ 补习");
        await wang.Posts("天气很好");

        await li.Submits(await li.Page("/settings/filters/new"), "form.form", ("title", "剧透<b>"), ("words", "德阳的剧透\n大结局"), ("act", "warn"));
        await li.Json(HttpMethod.Post, "/api/v2/filters", new { title = "广告", context = new[] { "home", "notifications" }, filter_action = "hide", keywords_attributes = new object[] { new { keyword = "abc", whole_word = true } } });

        (await li.Timeline("home")).ShouldBe(["天气很好", "德陽的剧透来了"]);
        (await li.Timeline("public")).ShouldBe(["天气很好", "广告：ＡＢＣ 补习", "德陽的剧透来了"]);
        var page = await li.Page("/home");
        page.QuerySelectorAll("article.post").Length.ShouldBe(2);
        var folded = page.QuerySelector("article.post details.sieve")!;
        folded.QuerySelector("summary")!.TextContent.ShouldContain("剧透<b>");
        folded.QuerySelector(".text")!.TextContent.ShouldContain("德陽");
        page.QuerySelectorAll("details.sieve").Length.ShouldBe(1);
        var filtered = (await li.Json("/api/v1/timelines/home"))[1].GetProperty("filtered")[0];
        (filtered.GetProperty("filter").Text("title"), filtered.GetProperty("filter").Text("filter_action"), filtered.GetProperty("keyword_matches")[0].GetString()).ShouldBe(("剧透<b>", "warn", "德阳的剧透"));
        // Nobody else meets it, nor the author of the words.
        (await wang.Timeline("home")).Length.ShouldBe(3);
        (await town.Stranger.Page("/city")).QuerySelector("details.sieve").ShouldBeNull();

        var post = await li.Posts("大家说说");
        await wang.Posts("大结局是这样", answering: post);
        await wang.Posts("abc 便宜", answering: post);
        await town.Quiet();
        (await li.Json("/api/v1/notifications?types[]=mention")).GetArrayLength().ShouldBe(1);
        (await li.Page("/notices?kind=comment")).QuerySelectorAll(".notices li").Length.ShouldBe(1);
        (await li.Page($"/@{li.Handle}/{post}")).QuerySelectorAll(".comment details.sieve").Length.ShouldBe(1);
    }

    [BothEngines]
    public async Task A_word_is_whole_where_words_are_and_a_filter_ends(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微"), await town.Citizen("李学珍"));
        await li.Follows(wang);
        foreach (var text in new[] { "party time", "art show", "看art展", "艺术 artist" }) await wang.Posts(text);
        var filter = await li.Json(HttpMethod.Post, "/api/v2/filters",
            new { title = "展览", context = new[] { "home" }, filter_action = "hide", expires_in = 3600, keywords_attributes = new object[] { new { keyword = "Art", whole_word = true } } });
        (await li.Timeline("home")).ShouldBe(["艺术 artist", "party time"]);

        var word = filter.GetProperty("keywords")[0].Text("id");
        await li.Json(HttpMethod.Put, $"/api/v2/filters/keywords/{word}", new { whole_word = false });
        (await li.Timeline("home")).ShouldBeEmpty();
        var added = await li.Json(HttpMethod.Post, $"/api/v2/filters/{filter.Text("id")}/keywords", new { keyword = "艺术" });
        await li.Json(HttpMethod.Delete, $"/api/v2/filters/keywords/{word}");
        (await li.Timeline("home")).ShouldBe(["看art展", "art show", "party time"]);
        (await li.Json("/api/v1/filters"))[0].Text("phrase").ShouldBe("艺术");
        (await li.Json($"/api/v2/filters/keywords/{added.Text("id")}")).Text("keyword").ShouldBe("艺术");

        town.Clock.Advance(TimeSpan.FromMinutes(61));
        (await li.Timeline("home")).Length.ShouldBe(4);
        (await li.Page("/settings/filters")).QuerySelector(".rows")!.TextContent.ShouldContain("已失效");
        await li.Json(HttpMethod.Put, $"/api/v2/filters/{filter.Text("id")}", new { expires_in = "" });
        (await li.Timeline("home")).Length.ShouldBe(3);
        await li.Submits(await li.Page("/settings/filters"), ".rows form");
        (await li.Timeline("home")).Length.ShouldBe(4);
    }

    [BothEngines]
    public async Task Filters_keep_their_bounds_and_are_nobody_elses(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微"), await town.Citizen("李学珍"));
        var form = new FormUrlEncodedContent([new("title", "表单"), new("context[]", "home"), new("context[]", "thread"), new("keywords_attributes[][keyword]", "甲"), new("keywords_attributes[][whole_word]", "false"),
            new("keywords_attributes[][keyword]", "乙"), new("keywords_attributes[][whole_word]", "true")]);
        using var made = JsonDocument.Parse(await (await li.Calls(HttpMethod.Post, "/api/v2/filters", form)).Content.ReadAsStringAsync());
        var id = made.RootElement.Text("id");
        made.RootElement.GetProperty("keywords").EnumerateArray().Select(k => (k.Text("keyword"), k.Flag("whole_word"))).ShouldBe([("甲", false), ("乙", true)]);
        made.RootElement.GetProperty("context").EnumerateArray().Select(c => c.GetString()).ShouldBe(["home", "thread"]);

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
            (await wang.Calls(method, $"/api/v2/filters/{id}", method == HttpMethod.Put ? JsonContent.Create(new { title = "别人的" }) : null).AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        (await wang.Get($"/settings/filters/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var body in new object[]
        {
            new { title = "", context = new[] { "home" } }, new { title = "a" }, new { title = "a", context = new[] { "nowhere" } }, new { title = "a", context = new[] { "home" }, filter_action = "blur" },
            new { title = "a", context = new[] { "home" }, keywords_attributes = new[] { new { keyword = " " } } },
            new { title = "a", context = new[] { "home" }, keywords_attributes = Enumerable.Range(0, 101).Select(n => new { keyword = $"词{n}" }).ToArray() },
        })
            (await li.Calls(HttpMethod.Post, "/api/v2/filters", JsonContent.Create(body)).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity, JsonSerializer.Serialize(body));
        for (var n = 1; n < 50; n++) await li.Json(HttpMethod.Post, "/api/v2/filters", new { title = $"第{n}", context = new[] { "home" } });
        (await li.Calls(HttpMethod.Post, "/api/v2/filters", JsonContent.Create(new { title = "多了", context = new[] { "home" } })).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        await li.Submits(await li.Page("/settings/filters/new"), "form.form", HttpStatusCode.UnprocessableEntity, ("title", "也多了"), ("words", "丙"));
    }
}
