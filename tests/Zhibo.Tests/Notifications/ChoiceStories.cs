using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Notifications.Choosing;
using Zhibo.Shared;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Notifications;

/// <summary>What somebody does not want is not written down.</summary>
public sealed class ChoiceStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task Kinds_are_switched_off_and_asked_of_some_people_only(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li, zhao) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"), await town.Citizen("赵六", "zhao"));
        await wang.Follows(li);
        var post = await wang.Posts("晴");
        await wang.Chooses(("who_like", "nobody"), ("who_mention", "followed"));
        var page = await wang.Page("/settings/notices");
        page.QuerySelector("select[name=who_like] option[selected]")!.GetAttribute("value").ShouldBe("nobody");

        await li.Likes(post);
        await li.Posts("早 @王小微");
        await zhao.Posts("您好 @王小微");
        await zhao.Posts("也问一句", answering: post);
        await town.Quiet();
        (await wang.Lines()).Order().ShouldBe(["李四提到了您", "赵六评论了您"]);
        (await town.Read(db => db.Notices.CountAsync(n => n.AccountId == wang.AccountId, Ct))).ShouldBe(2);

        // The JSON door says the same, and changes what it names alone.
        var told = await wang.Json("/api/zhibo/v1/me/notice-settings");
        told.GetProperty("kinds").EnumerateArray().Single(k => k.Text("kind") == "like").Text("who").ShouldBe("nobody");
        await wang.Json(HttpMethod.Put, "/api/zhibo/v1/me/notice-settings", new { kinds = new[] { new { kind = "like", who = "everybody", push = true, mail = false } }, quiet = new { from = "22:30", until = "07:00" } });
        var changed = await wang.Json("/api/zhibo/v1/me/notice-settings");
        changed.GetProperty("kinds").EnumerateArray().Select(k => (k.Text("kind"), k.Text("who"))).ShouldContain(("mention", "followed"));
        changed.GetProperty("quiet").Text("from").ShouldBe("22:30");
        foreach (var bad in new object[]
        {
            new { kinds = new[] { new { kind = "glass", who = "nobody", push = false, mail = false } } }, new { kinds = new[] { new { kind = "message", who = "nobody", push = false, mail = false } } },
            new { kinds = new[] { new { kind = "0", who = "everybody", push = false, mail = false } } }, new { quiet = new { from = "25:00", until = "07:00" } },
            new { quiet = new { from = "07:00", until = (string?)null } }, new { digest = new { rhythm = "hourly", hour = 3 } }, new { digest = new { rhythm = "daily", hour = 24 } },
        })
            (await wang.Calls(HttpMethod.Put, "/api/zhibo/v1/me/notice-settings", System.Net.Http.Json.JsonContent.Create(bad))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var reads = await wang.WithScopes(town, "read");
        (await reads.Calls(HttpMethod.Put, "/api/zhibo/v1/me/notice-settings", System.Net.Http.Json.JsonContent.Create(new { }))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("21:59", null)]
    [InlineData("22:00", "07:00")]
    [InlineData("03:00", "07:00")]
    [InlineData("07:00", null)]
    public void The_quiet_may_lie_over_midnight(string time, string? over)
    {
        var hours = new QuietHours(new Settings());
        var now = new DateTimeOffset(2025, 4, 20, int.Parse(time[..2], null), int.Parse(time[3..], null), 0, TimeSpan.FromHours(8));
        var until = hours.Until(new NoticeWishes { QuietFrom = 22 * 60, QuietUntil = 7 * 60 }, now);
        (until is null ? null : until.Value.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm", null)).ShouldBe(over);
        (until is null || until > now).ShouldBeTrue();
    }

    [Fact]
    public void The_mail_comes_at_its_hour()
    {
        var hours = new QuietHours(new Settings());
        // A Sunday, half past eight.
        hours.NextDigest(DigestRhythm.Daily, 9, TownClock.Morning).ShouldBe(new DateTimeOffset(2025, 4, 20, 1, 0, 0, TimeSpan.Zero));
        hours.NextDigest(DigestRhythm.Daily, 8, TownClock.Morning).ShouldBe(new DateTimeOffset(2025, 4, 21, 0, 0, 0, TimeSpan.Zero));
        hours.NextDigest(DigestRhythm.Weekly, 8, TownClock.Morning).ShouldBe(new DateTimeOffset(2025, 4, 21, 0, 0, 0, TimeSpan.Zero));
        hours.NextDigest(DigestRhythm.Weekly, 8, TownClock.Morning.AddDays(1)).ShouldBe(new DateTimeOffset(2025, 4, 28, 0, 0, 0, TimeSpan.Zero));
        hours.NextDigest(DigestRhythm.Off, 8, TownClock.Morning).ShouldBeNull();
    }
}
