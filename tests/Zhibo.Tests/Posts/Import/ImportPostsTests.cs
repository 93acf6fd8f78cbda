using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Posts;
using Zhibo.Posts.Import;
using Zhibo.Tests.Demo;

namespace Zhibo.Tests.Posts.Import;

public sealed class ImportPostsTests
{
    private static readonly string Map = Importing.Fixture("map.json");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task Posts_come_in_at_their_time_with_topics_mentions_and_figures(EngineKind engine)
    {
        await using var town = await Start(engine);
        var (outcome, faults) = await town.Imports(Importing.Fixture("utf8.csv"), Map);
        faults.ShouldBeEmpty();
        outcome.ToJson().ShouldBe("""{"rows":3,"imported":3,"unchanged":0,"rejected":0}""");

        var posts = await town.Read(db => db.Posts.OrderBy(p => p.Id).ToListAsync());
        posts.Select(p => p.CreatedAt).ShouldBe([At("2024-11-20T17:05:00+08:00"), At("2024-11-21T08:00:10+08:00"), At("2024-11-22T07:00:00+08:00")]);
        posts[0].Text.ShouldBe("#今日德阳# 旌湖边的银杏黄了，@微博德阳 来看");
        (posts[0].RepostsCount, posts[0].CommentsCount, posts[0].LikesCount).ShouldBe((12, 3, 12_000));
        posts[1].Text.ShouldBe("一条有逗号，有“引号”，\n还有换行的微博");
        (posts[2].RepostsCount, posts[2].CommentsCount, posts[2].LikesCount).ShouldBe((5, 0, 8));

        var hall = await town.Read(db => db.Accounts.SingleAsync(a => a.Handle == "weibodeyang"));
        (await town.Read(db => db.Mentions.SingleAsync())).AccountId.ShouldBe(hall.Id);
        (await town.Read(db => db.Topics.OrderBy(t => t.Key).ToListAsync())).Select(t => (t.Name, t.PostsCount)).ShouldBe([("今日德阳", 2), ("微晨语", 1)]);
        await town.Quiet();
        await town.CountsAreRight(brought: true);
        (await town.Read(db => db.Notices.CountAsync())).ShouldBe(0);
    }

    [BothEngines]
    public async Task A_second_run_changes_nothing_whatever_the_encoding(EngineKind engine)
    {
        await using var town = await Start(engine);
        await town.Imports(Importing.Fixture("utf8.csv"), Map);
        var before = await Everything(town);
        foreach (var file in new[] { "utf8.csv", "bom.csv", "gb18030.csv" })
            (await town.Imports(Importing.Fixture(file), Map)).Outcome.ShouldBe(new(3, 0, 3, 0), file);
        (await Everything(town)).ShouldBe(before);
    }

    [Fact]
    public async Task Bad_rows_are_told_by_row_and_column_and_good_rows_stay()
    {
        await using var town = await Start(EngineKind.Sqlite);
        var dry = await town.Imports(Importing.Fixture("broken.csv"), Map, dryRun: true);
        (await town.Read(db => db.Posts.CountAsync())).ShouldBe(0);

        var (outcome, faults) = await town.Imports(Importing.Fixture("broken.csv"), Map);
        outcome.ShouldBe(new(12, 2, 1, 9));
        faults.Select(f => f.Split(':')[0]).ShouldBe(
        [
            "row 3, 时间", "row 4, 时间", "row 5, 作者", "row 6, 正文", "row 7, columns", "row 8, 转发", "row 9, 时间", "row 10, 正文", "row 12, encoding",
        ]);
        (await town.Read(db => db.Posts.OrderBy(p => p.Id).Select(p => p.Text).ToListAsync())).ShouldBe(["好的一行", "又一行好的"]);

        dry.Outcome.ShouldBe(outcome);
        dry.Faults.ShouldBe(faults);
    }

    [Fact]
    public async Task Without_a_name_a_row_is_known_by_author_time_and_text()
    {
        await using var town = await Start(EngineKind.Sqlite);
        const string Csv = "text,posted_at\n早安,2024-01-01 07:00\n早安,2024-01-02 07:00\n早安\u200B\u200B ,2024-01-01 07:00\n";
        (await town.Imports(Bytes(Csv), "a.csv", author: "wang")).Outcome.ShouldBe(new(3, 2, 1, 0));
        (await town.Imports(Bytes(Csv), "b.csv", author: "王小微")).Outcome.ShouldBe(new(3, 0, 3, 0));
        (await town.Imports(Bytes(Csv), "b.csv", author: "weibodeyang")).Outcome.ShouldBe(new(3, 2, 1, 0));
    }

    [Fact]
    public async Task What_platforms_pad_texts_with_is_taken_away_and_nothing_else()
    {
        await using var town = await Start(EngineKind.Sqlite);
        await town.ImportsLines("""{"author":"wang","text":"来听↓  \u200b\u200b\u200b\u200b...展开全文","posted_at":"2024-01-01T00:00:00Z"}""", """{"author":"wang","text":"ประเทศ\u200bไทย\u200b","posted_at":"2024-01-01T00:01:00Z"}""");
        (await town.Read(db => db.Posts.OrderBy(p => p.Id).Select(p => p.Text).ToListAsync())).ShouldBe(["来听↓  ...展开全文", "ประเทศ\u200Bไทย"]);
    }

    [Theory]
    [InlineData("body,posted_at\n早,2024-01-01\n", null, "no column is given for text")]
    [InlineData("text,posted_at\n早,2024-01-01\n", "nobody_at_all", "nobody has the handle or nickname")]
    [InlineData("text,posted_at\n早,2024-01-01\n", null, "no column is given for author")]
    public async Task A_useless_file_is_refused_as_a_whole(string csv, string? author, string reason)
    {
        await using var town = await Start(EngineKind.Sqlite);
        var refusal = await Should.ThrowAsync<InvalidDataException>(() => town.Imports(Bytes(csv), "posts.csv", author: author));
        refusal.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Comments_and_reposts_find_what_they_speak_of_in_the_file()
    {
        await using var town = await Start(EngineKind.Sqlite);
        string[] lines =
        [
            """{"external_id":"a","author":"weibodeyang","text":"问个事","posted_at":"2024-01-01T00:00:00Z"}""",
            """{"external_id":"b","author":"wang","comment_on":"a","text":"请讲","posted_at":"2024-01-01T00:01:00Z"}""",
            """{"external_id":"c","author":"weibodeyang","comment_on":"b","text":"谢谢","posted_at":"2024-01-01T00:02:00Z"}""",
            """{"external_id":"d","author":"wang","repost_of":"a","text":"帮转","posted_at":"2024-01-01T00:03:00Z"}""",
            """{"external_id":"e","author":"weibodeyang","repost_of":"d","text":"谢谢转发","posted_at":"2024-01-01T00:04:00Z"}""",
            """{"external_id":"f","author":"wang","comment_on":"gone","text":"没有上文","posted_at":"2024-01-01T00:05:00Z"}""",
            """{"external_id":"g","author":"wang","repost_of":"gone","text":"话还在","posted_at":"2024-01-01T00:06:00Z"}""",
        ];
        var (outcome, faults) = await town.ImportsLines(lines);
        outcome.ShouldBe(new(7, 6, 0, 1));
        faults.Single().ShouldStartWith("row 6, comment_on: ");
        (await town.ImportsLines(lines)).Outcome.ShouldBe(new(7, 0, 6, 1));

        var posts = await town.Read(db => db.Posts.OrderBy(p => p.Id).ToListAsync());
        posts.Select(p => p.Kind).ShouldBe([PostKind.Original, PostKind.Comment, PostKind.Comment, PostKind.Quote, PostKind.Quote, PostKind.Original]);
        (posts[2].ParentId, posts[2].RootId).ShouldBe((posts[1].Id, posts[0].Id));
        (posts[4].RepostOfId, posts[4].RepostViaId).ShouldBe((posts[0].Id, posts[3].Id));
        await town.CountsAreRight();
    }

    /// <summary>Whenever the run stops: what is in is in once, and the next run brings the rest.</summary>
    [BothEngines]
    public async Task A_broken_off_run_is_finished_by_the_next(EngineKind engine)
    {
        await using var town = await Start(engine);
        var csv = "external_id,author,text,posted_at\n" + string.Join('\n', Enumerable.Range(0, 600).Select(n => $"r{n},wang,第{n}条 #存档#,2024-01-{n % 28 + 1:00} 08:{n % 60:00}"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var import = town.Services.GetRequiredService<ImportPosts>();
        await Should.ThrowAsync<OperationCanceledException>(() => import.Run(
            new ImportPosts.Input(Bytes(csv), "posts.csv") { Progress = rows => { if (rows == 170) stop.Cancel(); } }, stop.Token));
        var there = await town.Read(db => db.Posts.CountAsync());
        there.ShouldBeInRange(170, 599);

        (await town.Imports(Bytes(csv), "posts.csv")).Outcome.ShouldBe(new(600, 600 - there, there, 0));
        (await town.Read(db => db.Posts.Select(p => p.Text).Distinct().CountAsync())).ShouldBe(600);
        (await town.Read(db => db.Posts.CountAsync())).ShouldBe(600);
        await town.CountsAreRight(brought: true);
    }

    private static async Task<Town> Start(EngineKind engine)
    {
        var town = await Town.Start(engine);
        await town.Citizen("王小微", "wang");
        await town.Citizen("微博德阳", "weibodeyang", AccountKind.Hall);
        return town;
    }

    private static async Task<string> Everything(Town town) =>
        string.Join('\n', (await town.Read(db => db.Posts.OrderBy(p => p.Id).ToListAsync())).Select(p => $"{p.Id} {p.Text} {p.LikesCount} {p.Version}"))
        + await town.Read(db => db.PostTopics.CountAsync()) + await town.Read(db => db.Mentions.CountAsync()) + await town.Read(db => db.ImportedPosts.CountAsync());

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
