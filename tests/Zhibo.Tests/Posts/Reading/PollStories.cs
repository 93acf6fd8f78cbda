using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Posts.Reading;

/// <summary>投票, through both doors.</summary>
public sealed class PollStories
{
    [BothEngines]
    public async Task How_it_stands_is_told_to_those_who_voted_and_to_all_when_it_is_over(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Citizen("微博德阳", "weibodeyang");
        var li = await town.Citizen("李学珍");
        var zhao = await town.Citizen("赵大");
        await office.Submits(await office.Page("/compose"), "form[data-composer]",
            ("text", "夜市开到几点好？"), ("choice_1", "九点"), ("choice_2", "十点 <b>"), ("choice_3", " "), ("choice_4", "通宵"), ("poll_minutes", "60"));
        var id = (await office.Leaf($"/api/v1/accounts/{office.AccountId}/statuses")).Ids.Single();
        await town.Stranger.Page("/city");

        var before = await li.Json($"/api/v1/polls/{id}");
        (Votes(before), before.Flag("voted"), before.Flag("expired"), before.Flag("multiple")).ShouldBe(("九点:? 十点 <b>:? 通宵:?", false, false, false));
        var page = await li.Page($"/@weibodeyang/{id}");
        page.QuerySelectorAll(".poll-lines").ShouldBeEmpty();
        await li.Submits(page, ".poll form", ("choice", "1"));

        var told = await li.Page($"/@weibodeyang/{id}");
        told.QuerySelectorAll(".poll form").ShouldBeEmpty();
        told.QuerySelectorAll(".poll-lines li")[1].TextContent.ShouldContain("100%");
        told.QuerySelectorAll(".poll-mine").Length.ShouldBe(1);
        var status = await li.Json($"/api/v1/statuses/{id}");
        Votes(status.GetProperty("poll")).ShouldBe("九点:0 十点 <b>:1 通宵:0");
        status.GetProperty("poll").GetProperty("own_votes").EnumerateArray().Select(v => v.GetInt32()).ShouldBe([1]);
        Votes((await zhao.Json($"/api/v1/statuses/{id}")).GetProperty("poll")).ShouldBe("九点:? 十点 <b>:? 通宵:?");
        Votes(await office.Json($"/api/v1/polls/{id}")).ShouldBe("九点:0 十点 <b>:1 通宵:0");
        (await Says(li, id, 0)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Says(office, id, 0)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Says(zhao, id, 0, 2)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Says(zhao, id, 3)).ShouldBe(HttpStatusCode.UnprocessableEntity);

        town.Clock.Advance(TimeSpan.FromMinutes(61));
        (await Says(zhao, id, 0)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        var over = (await town.Stranger.Json($"/api/v1/statuses/{id}")).GetProperty("poll");
        (Votes(over), over.Flag("expired")).ShouldBe(("九点:0 十点 <b>:1 通宵:0", true));
        (await town.Stranger.Page("/city")).QuerySelectorAll(".poll-lines li").Length.ShouldBe(3);
        await town.Quiet();
        foreach (var who in new[] { office, li })
            (await who.Json("/api/v1/notifications?types[]=poll")).EnumerateArray().Single().GetProperty("status").Text("id").ShouldBe(id);
        (await li.Page("/notices")).QuerySelector(".notices")!.TextContent.ShouldContain("夜市开到几点好");
        (await zhao.Leaf("/api/v1/notifications")).Ids.ShouldBeEmpty();
    }

    [BothEngines]
    public async Task Votes_at_one_moment_are_all_counted_and_each_once(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Citizen("微博德阳");
        var people = new List<Person>();
        for (var n = 0; n < 20; n++) people.Add(await town.Citizen($"市民{n}"));
        var id = (await Asks(office, ["公交", "地铁", "步行"], multiple: true)).Text("id");

        var said = await Task.WhenAll(people.SelectMany((who, n) => new[] { Votes(who, id, n % 3), Votes(who, id, n % 3, (n + 1) % 3) }));

        said.Count(ok => ok).ShouldBe(20);
        var poll = await office.Json($"/api/v1/polls/{id}");
        var ballots = await town.Read(db => db.Ballots.ToListAsync());
        (ballots.Count, poll.Number("voters_count")).ShouldBe((20, 20));
        poll.GetProperty("options").EnumerateArray().Select(o => o.Number("votes_count"))
            .ShouldBe([.. Enumerable.Range(0, 3).Select(place => ballots.Count(b => (b.Choices & 1 << place) != 0))]);
        poll.Number("votes_count").ShouldBe(ballots.Sum(b => System.Numerics.BitOperations.PopCount((uint)b.Choices)));
    }

    [BothEngines]
    public async Task A_poll_keeps_its_bounds_and_an_edit_cannot_change_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        (await Refused(wang, ["一个"], 3600)).ShouldBeTrue();
        (await Refused(wang, ["甲", "甲"], 3600)).ShouldBeTrue();
        (await Refused(wang, [.. Enumerable.Range(0, 9).Select(n => $"选项{n}")], 3600)).ShouldBeTrue();
        (await Refused(wang, ["甲", "乙"], 60)).ShouldBeTrue();
        (await Refused(wang, ["甲", "乙"], 31 * 86400)).ShouldBeTrue();
        (await Refused(wang, ["甲", new string('长', 51)], 3600)).ShouldBeTrue();
        var form = new FormUrlEncodedContent([new("status", "表单也行"), new("poll[options][]", "甲"), new("poll[options][]", "乙"), new("poll[expires_in]", "3600"), new("poll[multiple]", "true")]);
        var sent = await wang.Calls(HttpMethod.Post, "/api/v1/statuses", form);
        using var made = JsonDocument.Parse(await sent.Content.ReadAsStringAsync());
        var id = made.RootElement.Text("id");
        Votes(made.RootElement.GetProperty("poll")).ShouldBe("甲:0 乙:0");

        (await wang.Calls(HttpMethod.Put, $"/api/v1/statuses/{id}", JsonContent.Create(new { status = "改了", poll = new { options = new[] { "甲", "丙" }, expires_in = 3600, multiple = true } })).AsRefusal())
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        var edited = await wang.Json(HttpMethod.Put, $"/api/v1/statuses/{id}", new { status = "改了字", poll = new { options = new[] { "甲", "乙" }, expires_in = 600, multiple = true } });
        Votes(edited.GetProperty("poll")).ShouldBe("甲:0 乙:0");

        await wang.Deletes(id);
        (await wang.Calls(HttpMethod.Get, $"/api/v1/polls/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Read(db => db.PollChoices.CountAsync())).ShouldBe(0);
        town.Clock.Advance(TimeSpan.FromHours(2));
        await town.Quiet();
        (await wang.Leaf("/api/v1/notifications")).Ids.ShouldBeEmpty();
    }

    private static Task<JsonElement> Asks(Person who, string[] options, bool multiple = false) =>
        who.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "怎么上班？", poll = new { options, expires_in = 3600, multiple } });

    private static async Task<bool> Refused(Person who, string[] options, int seconds) =>
        await who.Calls(HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "问一下", poll = new { options, expires_in = seconds } })).AsRefusal() == HttpStatusCode.UnprocessableEntity;

    private static async Task<bool> Votes(Person who, string id, params int[] choices) =>
        (await who.Calls(HttpMethod.Post, $"/api/v1/polls/{id}/votes", JsonContent.Create(new { choices }))).IsSuccessStatusCode;

    private static Task<HttpStatusCode> Says(Person who, string id, params int[] choices) =>
        who.Calls(HttpMethod.Post, $"/api/v1/polls/{id}/votes", JsonContent.Create(new { choices })).AsRefusal();

    private static string Votes(JsonElement poll) => string.Join(' ', poll.GetProperty("options").EnumerateArray()
        .Select(o => $"{o.Text("title")}:{(o.GetProperty("votes_count") is { ValueKind: JsonValueKind.Number } votes ? votes.GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture) : "?")}"));
}
