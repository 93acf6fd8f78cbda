using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Notifications;
using Zhibo.Tests.ClientApi;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.Notifications;

/// <summary>Many who do the same thing are one line.</summary>
public sealed class GroupStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task Those_who_like_one_post_share_a_line_and_leave_it_again(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var crowd = await town.Crowd(5);
        var post = await wang.Posts("路灯修好了");
        // All at once: they meet in one group of the writer, and none is counted twice.
        await Task.WhenAll(crowd.Select(p => p.Likes(post)));
        await Task.WhenAll(crowd.Select(p => p.Likes(post)));
        await crowd[0].Follows(wang);
        await crowd[1].Follows(wang);
        await crowd[2].Reposts(post);
        await crowd[3].Posts("说得好", answering: post);
        await town.Quiet();

        (await town.Read(db => db.Users.Where(u => u.AccountId == wang.AccountId).Select(u => u.NoticesReadId).SingleAsync(Ct))).ShouldBe(0);
        (await wang.Page("/")).QuerySelector("[data-unread='notices']")!.TextContent.ShouldStartWith("4");
        var lines = await wang.Lines();
        lines.Length.ShouldBe(4);
        lines.ShouldContain(l => l.Contains("等 5 人") && l.Contains("赞了您的微博"));
        lines.ShouldContain(l => l.Contains("路人1") && l.Contains("路人2") && l.Contains("关注了您"));
        var page = await wang.Page("/notices?kind=like");
        page.QuerySelectorAll(".notices .faces a").Length.ShouldBe(3);
        page.QuerySelector(".notices .mine")!.TextContent.ShouldBe("路灯修好了");
        var people = await wang.Page(page.QuerySelector(".notices .name")!.GetAttribute("href")!);
        people.QuerySelectorAll(".people li").Length.ShouldBe(5);
        await crowd[0].Page(new Uri(people.Url).AbsolutePath, HttpStatusCode.NotFound);

        await crowd[4].Json(HttpMethod.Post, $"/api/v1/statuses/{post}/unfavourite");
        await wang.Blocks(crowd[3]);
        await town.Quiet();
        (await wang.Lines("?kind=like")).Single().ShouldContain("路人");
        (await Group(town, NoticeKind.Like)).Count.ShouldBe(3);
        (await wang.Lines("?kind=comment")).ShouldBeEmpty();

        await wang.Deletes(post);
        await town.Quiet();
        (await town.Read(db => db.NoticeGroups.Select(g => g.Kind).ToListAsync(Ct))).ShouldBe([NoticeKind.Follow]);
        (await town.Read(db => db.Notices.CountAsync(Ct))).ShouldBe(2);
    }

    [BothEngines]
    public async Task After_half_a_day_a_new_line_begins(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var crowd = await town.Crowd(3);
        var post = await wang.Posts("晴");
        await crowd[0].Likes(post);
        await town.Quiet();
        await wang.Lines();
        town.Clock.Leap(TimeSpan.FromHours(11));
        await crowd[1].Likes(post);
        await town.Quiet();
        // The line comes up again and is new again.
        (await wang.Page("/")).QuerySelector("[data-unread='notices']")!.TextContent.ShouldStartWith("1");
        (await Group(town, NoticeKind.Like)).Count.ShouldBe(2);
        town.Clock.Leap(TimeSpan.FromHours(2));
        await crowd[2].Likes(post);
        await town.Quiet();
        (await wang.Lines()).Length.ShouldBe(2);
    }

    [BothEngines]
    public async Task Programs_read_the_same_lines(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var crowd = await town.Crowd(4);
        var post = await wang.Posts("晴");
        foreach (var person in crowd) await person.Likes(post);
        await crowd[0].Reposts(post);
        await crowd[1].Posts("早 @王小微");
        await town.Quiet();

        var found = await wang.Json("/api/v2/notifications");
        found.GetProperty("notification_groups").EnumerateArray().Select(g => (g.Text("type"), g.Number("notifications_count"))).ShouldBe([("mention", 1), ("reblog", 1), ("favourite", 4)]);
        var likes = found.GetProperty("notification_groups")[2];
        likes.GetProperty("sample_account_ids").GetArrayLength().ShouldBe(3);
        likes.Text("status_id").ShouldBe(post);
        found.GetProperty("statuses").Ids().ShouldContain(post);
        var key = likes.Text("group_key");
        // The same key in the first version, where each stands for itself.
        (await wang.Json("/api/v1/notifications?types[]=favourite")).EnumerateArray().Select(n => n.Text("group_key")).Distinct().ShouldBe([key]);
        (await wang.Json($"/api/v2/notifications/{key}")).GetProperty("notification_groups")[0].Number("notifications_count").ShouldBe(4);
        (await wang.Json($"/api/v2/notifications/{key}/accounts")).GetArrayLength().ShouldBe(4);
        (await wang.Walk($"/api/v2/notifications/{key}/accounts?limit=3")).Count.ShouldBe(4);
        (await crowd[0].Calls(HttpMethod.Get, $"/api/v2/notifications/{key}").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);

        // A client that groups reposts alone gets likes one by one.
        var alone = await wang.Json("/api/v2/notifications?grouped_types[]=reblog&types[]=favourite&expand_accounts=partial_avatars&limit=3");
        alone.GetProperty("notification_groups").EnumerateArray().Select(g => g.Text("group_key")).ShouldAllBe(k => k.StartsWith("ungrouped-", StringComparison.Ordinal));
        alone.GetProperty("notification_groups").GetArrayLength().ShouldBe(3);
        (await wang.Json("/api/v2/notifications?expand_accounts=partial_avatars")).GetProperty("partial_accounts").GetArrayLength().ShouldBe(1);
        (await Pages(wang)).ShouldBe(["mention", "reblog", "favourite"]);

        (await wang.Json("/api/v2/notifications/unread_count")).Number("count").ShouldBe(3);
        (await wang.Json("/api/v2/notifications/unread_count?grouped_types[]=follow")).Number("count").ShouldBe(6);
        (await wang.Json("/api/v1/notifications/unread_count?types[]=favourite")).Number("count").ShouldBe(4);

        await wang.Json(HttpMethod.Post, $"/api/v2/notifications/{key}/dismiss");
        (await wang.Json("/api/v2/notifications/unread_count")).Number("count").ShouldBe(2);
        var mention = (await wang.Json("/api/v1/notifications?types[]=mention")).Ids().Single();
        (await crowd[0].Calls(HttpMethod.Post, $"/api/v1/notifications/{mention}/dismiss").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        await wang.Json(HttpMethod.Post, $"/api/v1/notifications/{mention}/dismiss");
        await wang.Json(HttpMethod.Post, "/api/v1/notifications/clear");
        (await wang.Json("/api/v1/notifications")).GetArrayLength().ShouldBe(0);
        (await town.Read(db => db.NoticeGroups.CountAsync(Ct))).ShouldBe(0);

        async Task<List<string>> Pages(Person person)
        {
            List<string> types = [];
            var below = "";
            while (true)
            {
                var groups = (await person.Json("/api/v2/notifications?limit=1" + below)).GetProperty("notification_groups");
                if (groups.GetArrayLength() == 0) return types;
                types.Add(groups[0].Text("type"));
                below = "&max_id=" + groups[0].Text("page_min_id");
            }
        }
    }

    /// <summary>The numbered SQL makes the same lines of notices that were there before it as the site makes of new ones.</summary>
    [BothEngines]
    public async Task Notices_from_before_get_their_lines(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var crowd = await town.Crowd(4);
        var post = await wang.Posts("晴");
        foreach (var person in crowd)
        {
            await person.Likes(post);
            await person.Follows(wang);
        }
        await crowd[0].Reposts(post);
        await crowd[1].Reposts(post);
        await crowd[2].Json(HttpMethod.Post, "/api/v1/statuses", new { status = "真的", quoted_status_id = post });
        await crowd[3].Posts("早 @王小微", answering: post);
        await town.Quiet();
        var made = await Lines();
        made.Count.ShouldBe(5);

        var file = await File.ReadAllTextAsync(Repository.Path($"src/Zhibo/Data/Migrations/0014_notices.{(engine == EngineKind.Sqlite ? "sqlite" : "postgres")}.sql"), Ct);
        var fill = file[file.IndexOf("CREATE TABLE notice_fill", StringComparison.Ordinal)..(file.IndexOf("DROP TABLE notice_fill;", StringComparison.Ordinal) + 23)];
        await town.Write(db =>
        {
            db.NoticeGroups.ExecuteDelete();
            db.Notices.ExecuteUpdate(set => set.SetProperty(n => n.GroupId, 0));
            db.Database.ExecuteSqlRaw(fill);
        });
        (await Lines()).ShouldBe(made);
        (await town.Read(db => db.Notices.CountAsync(n => !db.NoticeGroups.Any(g => g.Id == n.GroupId), Ct))).ShouldBe(0);

        Task<List<string>> Lines() => town.Read(db => db.NoticeGroups.OrderBy(g => g.Id).Select(g => $"{g.Id} {g.AccountId} {g.Kind} {g.SubjectId} {g.Count} {g.LatestId} {g.SecondId} {g.ThirdId}").ToListAsync(Ct));
    }

    /// <summary>A crowd costs the page no more than a few people do.</summary>
    [BothEngines]
    public async Task Thousands_are_one_line(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李四", "li");
        var post = long.Parse(await wang.Posts("上热搜了"), System.Globalization.CultureInfo.InvariantCulture);
        var now = Zhibo.Shared.Ids.Boundary(town.Clock.GetUtcNow()) + 1;
        await town.Write(db =>
        {
            for (var n = 0; n < 3_000; n++) db.Add(new NoticeRow { Id = now + n, GroupId = now, AccountId = wang.AccountId, Kind = NoticeKind.Like, ActorId = n == 2_999 ? li.AccountId : n + 1, PostId = post });
            db.Add(new NoticeGroup { Id = now, AccountId = wang.AccountId, Kind = NoticeKind.Like, SubjectId = post, Count = 3_000, LatestId = now + 2_999, SecondId = now + 2_998, ThirdId = now + 2_997 });
        });
        var line = (await wang.Lines()).Single();
        line.ShouldContain("李四等 3,000 人");
        (await town.Write(db => { NoticeBook.Remove(db, db.Notices.Where(n => n.ActorId == 5)); return db.NoticeGroups.Single().Count; })).ShouldBe(2_999);
    }

    private static Task<NoticeGroup> Group(Town town, NoticeKind kind) => town.Read(db => db.NoticeGroups.SingleAsync(g => g.Kind == kind, Ct));
}
