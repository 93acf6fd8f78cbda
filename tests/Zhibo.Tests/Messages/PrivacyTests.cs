using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Data;
using Zhibo.Tests.Hostile;

namespace Zhibo.Tests.Messages;

/// <summary>What is said in private stands in no list, feed, search, count or log.</summary>
public sealed class PrivacyTests
{
    private const string Secret = "只说给你听的暗号";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task No_door_of_the_site_says_it_to_others(EngineKind engine)
    {
        await using var grounds = await Grounds.Prepare(engine);
        var (town, wang, mallory) = (grounds.Town, grounds.Wang, grounds.Mallory);
        var zhao = await town.Citizen("赵六", "zhao");
        var before = await Counts(zhao, wang);
        var post = await wang.Posts($"@马乐里 {Secret} #密话# https://secret.example/x", "direct");
        await mallory.WritesTo(wang, $"{Secret}，收到");
        await town.Quiet();
        var talk = await town.OnlyTalk();
        string[] more = [$"/@wang/{post}", $"/posts/{post}", $"/embed/@wang/{post}", $"/qr/posts/{post}", "/topics/密话", "/api/v1/timelines/tag/密话", $"/api/v1/statuses/{post}", $"/api/v1/statuses/{post}/context",
            $"/api/v1/accounts/{wang.AccountId}/statuses", "/api/v1/conversations", "/feeds/public.rss", "/@wang/with-comments", $"/messages/{talk}", $"/complete?q={Uri.EscapeDataString("#密")}"];
        foreach (var person in new[] { zhao, town.Stranger })
        {
            foreach (var path in grounds.Routes().Where(r => r.Method == "GET" && r.Path != "/events").Select(r => r.Path).Concat(more))
            {
                (await (await person.Get(path)).Content.ReadAsStringAsync(Ct)).ShouldNotContain("说给你听", Case.Sensitive, path);
                if (path.StartsWith("/api", StringComparison.Ordinal) && person.Token is not null) (await (await person.Calls(HttpMethod.Get, path)).Content.ReadAsStringAsync(Ct)).ShouldNotContain("说给你听", Case.Sensitive, path);
            }
        }
        (await Counts(zhao, wang)).ShouldBe(before);
        (await town.Read(db => db.Topics.CountAsync(t => t.Name == "密话", Ct))).ShouldBe(0);
        town.Log.Lines.ShouldAllBe(line => !line.Contains("暗号"));
        (await town.Read(db => db.AuditEntries.CountAsync(e => e.Detail.Contains("暗号"), Ct))).ShouldBe(0);
        (await town.Read(db => db.Jobs.CountAsync(j => j.Payload.Contains("暗号"), Ct))).ShouldBe(0);
    }

    /// <summary>Written by a site that had no conversations yet.</summary>
    [BothEngines]
    public async Task Older_messages_find_their_conversations(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        await li.Follows(wang);
        var first = await wang.Posts("@李四 早", "direct");
        await li.Posts("回你一句", "direct", first);
        await wang.Posts("记给自己", "direct");
        await town.Quiet();
        var now = await Rows(town);
        await town.Write(db =>
        {
            db.Database.ExecuteSqlRaw("DROP TABLE conversations; DROP TABLE conversation_parties; DROP TABLE messages; DROP TABLE message_rules; DROP TABLE message_reports");
            db.Database.ExecuteSqlRaw("DELETE FROM schema_versions WHERE number = 8");
            db.Database.ExecuteSqlRaw("UPDATE accounts SET posts_count = posts_count + 2 WHERE handle = 'wang'");
        });
        new Migrator(town.Services.GetRequiredService<Engine>(), town.Time).Run().ShouldBe(["0008_messages"]);
        (await Rows(town)).ShouldBe(now);
        (await town.Read(db => db.Accounts.Where(a => a.Handle == "wang").Select(a => a.PostsCount).SingleAsync(Ct))).ShouldBe(0);
        (await li.Talks()).ShouldBe(["王小微"]);
    }

    private static async Task<string[]> Rows(Town town) =>
        [.. (await All(town)).Order(StringComparer.Ordinal)];

    private static async Task<string[]> All(Town town) =>
        [.. await town.Read(async db => await db.Messages.Join(db.Conversations, m => m.ConversationId, c => c.Id, (m, c) => $"{m.PostId} {c.Key} {m.AuthorId}").ToListAsync(Ct)),
         .. await town.Read(async db => await db.ConversationParties.Join(db.Conversations, p => p.ConversationId, c => c.Id, (p, c) => $"{c.Key} {p.AccountId} {p.LastId}").ToListAsync(Ct))];

    private static async Task<string> Counts(Person reader, Person of)
    {
        var account = await reader.Json($"/api/v1/accounts/{of.AccountId}");
        return $"{account.GetProperty("statuses_count")} {account.GetProperty("last_status_at")} {(await reader.Page("/@" + of.Handle)).QuerySelector(".sums")!.TextContent}";
    }

    /// <summary>Two processes on one database.</summary>
    [Fact]
    public async Task Another_node_hears_at_once()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var town = await Town.Start(EngineKind.Postgres);
        await using var other = await town.AnotherNode();
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        await li.Follows(wang);
        var there = li.At(other);
        (await there.Badge()).ShouldBe("");
        using var answer = await there.Get("/events?stream=home");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        await Line(lines, "event: beat");
        await wang.WritesTo(li, "听得见吗");
        await Line(lines, "event: messages");
        await Line(lines, "data: 1");
        await Line(lines, "event: conversation");
        await Line(lines, $"data: {await town.OnlyTalk()}");
        (await there.Badge()).ShouldStartWith("1");
        (await there.Page(MessageTown.Path(await town.OnlyTalk()))).Said().ShouldBe(["听得见吗"]);
    }

    private static async Task Line(StreamReader lines, string wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
            if (line == wanted) return;
        throw new ShouldAssertException($"the stream ended before {wanted}");
    }
}
