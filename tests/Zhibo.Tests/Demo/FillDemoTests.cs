using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Demo;
using Zhibo.Posts;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Demo;

[Collection(DemoCityStories.Name)]
public sealed class FillDemoTests(DemoCity city)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task An_empty_site_becomes_a_city_and_its_counters_are_right(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        (await town.Use<FillDemo, bool>(fill => fill.Run(Ct))).ShouldBeTrue();
        await town.Quiet();

        (await town.Read(db => db.Posts.CountAsync(p => p.Visibility != Visibility.Direct))).ShouldBe(3_000);
        (await town.Read(db => db.Accounts.CountAsync(a => a.Sealed))).ShouldBeGreaterThanOrEqualTo(40);
        (await town.Read(db => db.PostEdits.CountAsync(e => e.Reason != null))).ShouldBeGreaterThan(3);
        foreach (var visibility in new[] { Visibility.Followers, Visibility.Unlisted })
            (await town.Read(db => db.Posts.CountAsync(p => p.Visibility == visibility))).ShouldBeGreaterThan(2);
        await town.CountsAreRight();
        (await town.Read(db => db.HeldComments.CountAsync())).ShouldBe(3);
        (await town.Read(db => db.Posts.CountAsync(p => p.AnswerId != null))).ShouldBeGreaterThan(2);

        (await town.Use<FillDemo, bool>(fill => fill.Run(Ct))).ShouldBeFalse();
        (await town.Read(db => db.Posts.CountAsync(p => p.Visibility != Visibility.Direct))).ShouldBe(3_000);
    }

    [Fact]
    public async Task The_logins_have_their_roles_and_wang_has_news()
    {
        var town = await city.On(EngineKind.Sqlite);

        var logins = await town.Read(db => (from u in db.Users join a in db.Accounts on u.AccountId equals a.Id select new { a.Handle, a.Nickname, u.Role, u.AccountId, u.NoticesReadId }).ToListAsync());
        FillDemo.Logins.ShouldBeSubsetOf(logins.Select(l => l.Handle));
        logins.Single(l => l.Handle == "citizen").Nickname.ShouldBe("王小微");
        logins.Single(l => l.Handle == "halladmin").Role.ShouldBe(UserRole.HallAdmin);
        logins.Single(l => l.Handle == "operator").Role.ShouldBe(UserRole.Operator);

        var wang = logins.Single(l => l.Handle == "citizen");
        var notices = await town.Read(db => db.Notices.Where(n => n.AccountId == wang.AccountId).ToListAsync());
        notices.Select(n => n.Kind).Distinct().Count().ShouldBeGreaterThan(3);
        notices.Count(n => n.Id > wang.NoticesReadId).ShouldBeGreaterThan(0);
        // Something of his went round: one line, not thirty.
        var lines = await town.Read(db => db.NoticeGroups.Where(g => g.AccountId == wang.AccountId).ToListAsync());
        lines.Max(g => g.Count).ShouldBeGreaterThan(30);
        lines.Sum(g => g.Count).ShouldBe(notices.Count);
        var posts = (await town.Read(db => db.Posts.Select(p => p.Id).ToListAsync())).ToHashSet();
        notices.ShouldAllBe(n => n.PostId == 0 || posts.Contains(n.PostId));
    }

    [Fact]
    public async Task Mentions_and_topics_are_those_the_rules_find()
    {
        var town = await city.On(EngineKind.Sqlite);

        var names = town.Services.GetRequiredService<AccountNames>();
        var mentions = (await town.Read(db => db.Mentions.ToListAsync())).ToLookup(m => m.PostId, m => (m.Start, m.Length, m.AccountId));
        var topics = (await town.Read(db => (from l in db.PostTopics join t in db.Topics on l.TopicId equals t.Id select new { l.PostId, t.Key }).ToListAsync())).ToLookup(l => l.PostId, l => l.Key);
        foreach (var post in await town.Read(db => db.Posts.Where(p => p.Kind != PostKind.Repost && p.Visibility != Visibility.Direct).ToListAsync()))
        {
            var tokens = PostText.Resolve(PostText.Parse(post.Text), names.IdOf);
            mentions[post.Id].Order().ShouldBe(tokens.Where(t => t.AccountId != 0).Select(t => (t.Start, t.Length, t.AccountId)).Order());
            if (post.Visibility == Visibility.Public) topics[post.Id].Order().ShouldBe(PostText.Topics(tokens).Select(TopicName.Key).Order());
        }
    }

    [Fact]
    public async Task The_same_day_and_seed_give_the_same_city()
    {
        var first = await Dump();
        var second = await Dump();
        first.Count.ShouldBeGreaterThan(15_000);
        second.ShouldBe(first);
    }

    private static async Task<List<string>> Dump()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        await town.Use<FillDemo, bool>(fill => fill.Run(Ct));
        await town.Quiet();
        await using var connection = town.Services.GetRequiredService<Engine>().OpenReadConnection();
        List<string> rows = [];
        foreach (var table in new[] { "accounts", "users", "follows", "blocks", "mutes", "posts", "post_edits", "mentions", "likes", "topics", "post_topics", "topic_hosts", "topic_pins", "kept_out_topics", "notices", "notice_groups", "notice_wishes", "regions", "lines", "agencies", "agency_moves", "seats", "halls", "desk_items", "desk_notes", "conversations", "conversation_parties", "messages", "message_rules", "message_reports", "documents", "document_edits", "document_files", "audit_entries", "outbox", "jobs" })
            rows.AddRange(await Rows(connection, table));
        return rows;
    }

    private static async Task<List<string>> Rows(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string> rows = [];
        while (await reader.ReadAsync(Ct))
            // A hash has a salt.
            rows.Add(table + " " + string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != "password_hash").Select(i => reader.GetValue(i))));
        return rows;
    }
}
