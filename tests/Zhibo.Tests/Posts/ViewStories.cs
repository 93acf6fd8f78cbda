using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Data;
using Zhibo.Posts.Views;

namespace Zhibo.Tests.Posts;

/// <summary>How often posts are read, and who is told.</summary>
public sealed class ViewStories
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task A_reader_counts_once_an_hour_and_robots_and_the_author_never(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var post = await wang.Posts("今天天气好");
        var page = $"/@wang/{post}";

        // The second stranger is answered from memory.
        foreach (var agent in new[] { Firefox, Firefox, Firefox + " Mobile", "Mozilla/5.0 (compatible; Baiduspider/2.0)", "curl/8.1" }) await Reads(town.Stranger, page, agent);
        foreach (var person in new[] { wang, li, li }) await Reads(person, page, Firefox);
        (await Count(town, post)).ShouldBe(3);

        town.Clock.Advance(TimeSpan.FromHours(1));
        await Reads(li, page, Firefox);
        (await Count(town, post)).ShouldBe(4);

        var own = await wang.Page(page);
        own.QuerySelector(".views .num")!.TextContent.ShouldContain("4");
        own.QuerySelector(".views-curve path")!.GetAttribute("d").ShouldEndWith("Z");
        (await li.Page(page)).QuerySelector(".views").ShouldBeNull();
        (await li.Get($"/api/zhibo/v1/posts/{post}/views")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var figures = JsonDocument.Parse(await (await wang.Get($"/api/zhibo/v1/posts/{post}/views")).Content.ReadAsStringAsync(Ct)).RootElement;
        figures.GetProperty("total").GetInt64().ShouldBe(4);
        figures.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("count").GetInt64()).ShouldBe([3, 1]);
    }

    [BothEngines]
    public async Task A_stream_tells_what_stood_on_the_screen_and_nothing_unseen_counts(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var post = await wang.Posts("大家看");
        var whisper = await wang.Posts("只给关注我的人", visibility: "private");

        (await Tells(li, $"{post},{whisper},12345,nonsense,-1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Tells(wang, post);
        await town.Services.GetRequiredService<ViewLedger>().Flush(Ct);
        (await town.Read(db => db.ViewCounts.Select(c => c.PostId + " " + c.Count).ToListAsync(Ct))).ShouldBe([post + " 1"]);
    }

    [BothEngines]
    public async Task Whoever_was_counted_stays_counted_when_the_process_is_another(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("今天天气好");
        var page = $"/@wang/{post}";
        await Reads(town.Stranger, page, Firefox);
        (await Count(town, post)).ShouldBe(1);

        await town.Restart();
        await Reads(town.Stranger, page, Firefox);
        await Reads(town.Stranger, page, Firefox + " other");
        (await Count(town, post)).ShouldBe(2);
        if (engine == EngineKind.Postgres)
        {
            await using var other = await town.AnotherNode();
            await Reads(other.Stranger, page, Firefox + " other");
            await Reads(other.Stranger, page, Firefox + " third");
            await Count(other, post);
            await Reads(town.Stranger, page, Firefox + " third");
            (await Count(town, post)).ShouldBe(3);
        }
        // When the hour is over nobody can tell who it was, and the count stays.
        town.Clock.Advance(TimeSpan.FromHours(3));
        using var scope = town.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<SweepViews>().Run(Ct);
        (await town.Read(db => db.ViewMarks.CountAsync(Ct))).ShouldBe(0);
        (await town.Read(db => db.ViewHours.CountAsync(Ct))).ShouldBe(0);
        (await Count(town, post)).ShouldBe(engine == EngineKind.Postgres ? 3 : 2);
    }

    [BothEngines]
    public async Task Of_a_day_long_past_one_row_is_kept(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var writer = town.Services.GetRequiredService<Writer>();
        var day = (ViewHours.Of(town.Clock.GetUtcNow()) / 24 * 24) - (100 * 24);
        await writer.Run(turn => turn.ViewCounts.AddRange(Enumerable.Range(0, 30).Select(hour => new ViewCount { PostId = 7, Hour = day + hour, Count = 2 })), Ct);

        using var scope = town.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<SweepViews>().Run(Ct);
        (await town.Read(db => db.ViewCounts.OrderBy(c => c.Hour).Select(c => c.Hour + " " + c.Count).ToListAsync(Ct))).ShouldBe([$"{day} 48", $"{day + 24} 12"]);
    }

    [BothEngines]
    public async Task A_writing_whose_answer_was_lost_is_not_done_twice(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (writer, ids) = (town.Services.GetRequiredService<Writer>(), town.Services.GetRequiredService<Zhibo.Shared.Ids>());
        var batch = new ViewBatch();
        for (var reader = 0; reader < 3; reader++) batch.Add(new(7, 100, "somebody"), reader, ids);

        await writer.Run(batch.Write, Ct);
        await writer.Run(batch.Write, Ct);
        (await town.Read(db => db.ViewCounts.SumAsync(c => c.Count, Ct))).ShouldBe(3);
    }

    private static async Task Reads(Person person, string page, string agent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        (await person.Send(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> Tells(Person person, string ids)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/views") { Content = new FormUrlEncodedContent([new("ids", ids)]) };
        request.Headers.TryAddWithoutValidation("User-Agent", Firefox);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await person.Send(request);
    }

    private static async Task<long> Count(Town town, string post)
    {
        var id = long.Parse(post, CultureInfo.InvariantCulture);
        await town.Services.GetRequiredService<ViewLedger>().Flush(Ct);
        return await town.Read(db => db.ViewCounts.Where(c => c.PostId == id).SumAsync(c => c.Count, Ct));
    }
}
