namespace Zhibo.Tests.Stories;

/// <summary>The main thread of the site, through both doors.</summary>
public sealed class PostingTests
{
    [BothEngines]
    public async Task A_post_stands_at_once_in_the_streams_of_those_who_follow(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        var li = await town.Citizen("李学珍");
        await li.Follows(wang);

        await wang.Posts("城南的橘子熟了 #今日德阳#");

        (await li.Timeline("home")).ShouldBe(["城南的橘子熟了 #今日德阳#"]);
        (await town.Stranger.Timeline("public")).ShouldBe(["城南的橘子熟了 #今日德阳#"]);
        (await li.Timeline("tag/今日德阳")).ShouldBe(["城南的橘子熟了 #今日德阳#"]);
    }

    [BothEngines]
    public async Task The_page_door_leads_to_the_same_post(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");

        await wang.Submits(await wang.Page("/compose"), "form[data-composer]", ("text", "写在网页上"));

        (await wang.Page($"/@{wang.Handle}")).QuerySelector("article.post .body")!.TextContent.ShouldContain("写在网页上");
        (await wang.Timeline("home")).ShouldBe(["写在网页上"]);
    }

    [BothEngines]
    public async Task A_comment_a_like_and_a_repost_are_told_to_the_author(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        var li = await town.Citizen("李学珍");
        var post = await wang.Posts("路灯坏了三天");

        await li.Posts("我家门口也是", answering: post);
        await li.Likes(post);
        await li.Reposts(post);
        await town.Quiet();

        var heard = (await wang.Json("/api/v1/notifications")).EnumerateArray().Select(n => n.GetProperty("type").GetString());
        heard.ShouldBe(["reblog", "favourite", "mention"], ignoreOrder: true);
        var shown = await wang.Json($"/api/v1/statuses/{post}");
        (shown.GetProperty("replies_count").GetInt32(), shown.GetProperty("favourites_count").GetInt32(), shown.GetProperty("reblogs_count").GetInt32()).ShouldBe((1, 1, 1));
    }

    [BothEngines]
    public async Task Those_who_are_blocked_or_muted_are_not_heard(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        var loud = await town.Citizen("大嗓门");
        await wang.Follows(loud);
        await loud.Posts("听我说");
        (await wang.Timeline("home")).ShouldBe(["听我说"]);

        await wang.Mutes(loud);
        (await wang.Timeline("home")).ShouldBeEmpty();
        (await wang.Timeline("public")).ShouldBeEmpty();

        await wang.Blocks(loud);
        (await loud.Timeline("public")).ShouldBe(["听我说"]);
        await wang.Posts("安静");
        (await loud.Timeline("public")).ShouldBe(["听我说"]);
    }

    [BothEngines]
    public async Task An_edit_keeps_its_history_and_a_deletion_takes_the_post_away(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        var post = await wang.Posts("会议在九点");
        town.Clock.Advance(TimeSpan.FromMinutes(5));

        await wang.Edits(post, "会议在十点");
        (await wang.Timeline("home")).ShouldBe(["会议在十点"]);
        (await wang.Json($"/api/v1/statuses/{post}/history")).EnumerateArray().Select(v => Person.PlainText(v.GetProperty("content").GetString()!))
            .ShouldBe(["会议在九点", "会议在十点"]);

        await wang.Deletes(post);
        (await wang.Timeline("home")).ShouldBeEmpty();
        (await wang.Calls(HttpMethod.Get, $"/api/v1/statuses/{post}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_one_node_takes_the_other_shows()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var town = await Town.Start(EngineKind.Postgres);
        await using var other = await town.AnotherNode();
        var wang = await town.Citizen("王小微");
        var li = (await town.Citizen("李学珍")).At(other);
        await li.Follows(wang);
        (await li.Timeline("home")).ShouldBeEmpty();

        await wang.Posts("从另一台机器上");

        for (var tries = 0; tries < 200 && (await li.Timeline("home")).Length == 0; tries++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        (await li.Timeline("home")).ShouldBe(["从另一台机器上"]);
    }
}
