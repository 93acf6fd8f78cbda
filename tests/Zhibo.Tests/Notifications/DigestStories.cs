using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zhibo.Notifications.Choosing;

namespace Zhibo.Tests.Notifications;

/// <summary>A mail gathers what is new, and never comes twice.</summary>
public sealed partial class DigestStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly TownOptions WithDomain = new() { Settings = settings => settings.Site.Domain = "deyang.example" };

    [BothEngines]
    public async Task What_is_new_since_the_last_mail_comes_once_at_the_chosen_hour(EngineKind engine)
    {
        await using var town = await Town.Start(engine, WithDomain);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        await town.Write(db => { db.Users.Where(u => u.Id == wang.UserId).ExecuteUpdate(set => set.SetProperty(u => u.Email, "wang@mail.example")); });
        await wang.Follows(li);
        var post = await wang.Posts("路灯又坏了");
        await li.Posts("<b>早</b> @王小微");
        await town.Quiet();
        await wang.Chooses(("digest", "daily"), ("hour", "9"));

        // What lay about before it was wished is no news.
        town.Clock.Leap(TimeSpan.FromHours(1));
        await town.WritesDigests();
        town.Wires.Letters.ShouldBeEmpty();

        foreach (var person in await town.Crowd(5)) await person.Likes(post);
        await li.Posts("马上来 <看>", answering: post);
        await li.Posts("悄悄话：密码是 1234 @wang", "direct");
        await town.Quiet();
        await town.WritesDigests();
        town.Wires.Letters.ShouldBeEmpty();
        town.Clock.Leap(TimeSpan.FromHours(24));
        // Two chores at once, on two nodes or after a crash.
        await Task.WhenAll(town.WritesDigests(), town.WritesDigests());

        var letter = town.Wires.Letters.Single();
        letter.To.ShouldBe("wang@mail.example");
        letter.Subject.ShouldContain("3 条新消息");
        letter.Text.ShouldContain("等 5 人赞了您的微博");
        letter.Text.ShouldContain("李四评论了您");
        letter.Text.ShouldContain("https://deyang.example/@li/");
        letter.Text.ShouldContain("1 条没读的私信");
        (letter.Text + letter.Html).ShouldNotContain("1234");
        letter.Text.ShouldNotContain("早");
        letter.Html!.ShouldContain("马上来 &lt;看&gt;");
        letter.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");

        // Nothing new, no mail; and what was read on the site is not new.
        town.Clock.Leap(TimeSpan.FromHours(24));
        await town.WritesDigests();
        await li.Posts("还在吗 @王小微");
        await town.Quiet();
        await wang.Lines();
        town.Clock.Leap(TimeSpan.FromHours(24));
        await town.WritesDigests();
        town.Wires.Letters.Count.ShouldBe(1);

        await Leaves(town, letter.Headers["List-Unsubscribe"]);
        await li.Posts("好消息 @王小微");
        await town.Quiet();
        town.Clock.Leap(TimeSpan.FromHours(48));
        await town.WritesDigests();
        town.Wires.Letters.Count.ShouldBe(1);
    }

    /// <summary>The way out: looking at it changes nothing, pressing the button does, without signing in.</summary>
    private static async Task Leaves(Town town, string header)
    {
        var path = new Uri(Address().Match(header).Groups[1].Value).AbsolutePath;
        var page = await town.Stranger.Page(path);
        (await Rhythm(town)).ShouldBe(DigestRhythm.Daily);
        (await town.Stranger.Get(path[..^4] + "AAAA")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // The program of the mailbox, which is no browser.
        var mailbox = new HttpRequestMessage(HttpMethod.Post, new Uri(town.Address, path)) { Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]) };
        (await town.Phone.SendAsync(mailbox, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Rhythm(town)).ShouldBe(DigestRhythm.Off);
        (await town.Stranger.Submits(page, ".form-page form")).QuerySelector("main")!.TextContent.ShouldContain("以后不会再发了");
    }

    [BothEngines]
    public async Task Without_a_confirmed_address_nothing_is_sent(EngineKind engine)
    {
        await using var town = await Town.Start(engine, WithDomain);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        await wang.Chooses(("digest", "weekly"), ("hour", "8"));
        await li.Posts("早 @王小微");
        await town.Quiet();
        town.Clock.Leap(TimeSpan.FromDays(8));
        await town.WritesDigests();
        town.Wires.Letters.ShouldBeEmpty();
        (await town.Read(db => db.NoticeWishes.SingleAsync(Ct))).NextDigestAt.ShouldBe(new DateTimeOffset(2025, 5, 5, 0, 0, 0, TimeSpan.Zero));
        (await wang.Page("/settings/notices")).QuerySelector("a[href='/settings/security#email']").ShouldNotBeNull();
    }

    private static Task<DigestRhythm> Rhythm(Town town) => town.Read(db => db.NoticeWishes.Select(w => w.Digest).SingleAsync(Ct));

    [GeneratedRegex("^<([^>]+)>$")]
    private static partial Regex Address();
}
