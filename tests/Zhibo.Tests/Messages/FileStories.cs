using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Seats;
using Zhibo.Media;
using Zhibo.Tests.Desk;
using Zhibo.Tests.Media;

namespace Zhibo.Tests.Messages;

/// <summary>Pictures go in private too.</summary>
public sealed class FileStories
{
    private static int keys;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task A_picture_without_a_word_reaches_the_other_and_nobody_else(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        (await wang.Send(Form("/messages/to/li", [Drawings.Png(60, 40)]))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await li.Page("/messages/requests")).QuerySelector(".talks .excerpt")!.TextContent.ShouldBe("[图片]");
        var path = MessageTown.Path(await town.OnlyTalk());
        (await li.Page(path)).QuerySelectorAll(".bubble .media img").Length.ShouldBe(1);
        (await wang.Page("/messages")).QuerySelector(".talks .excerpt")!.TextContent.ShouldBe("您：[图片]");
        (await wang.Json("/api/v1/conversations"))[0].GetProperty("last_status").GetProperty("media_attachments").GetArrayLength().ShouldBe(1);

        // What is no picture is told at the box, which keeps the words and the picture that came before it.
        var first = await wang.Sends(Drawings.Png(10, 10), "钥匙");
        var refused = await wang.Send(Form(path, ["GIF89a and nothing"u8.ToArray()], ("text", "看这个"), ("media", first.GetProperty("id").GetString()!), ("alt", "钥匙")));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await refused.Content.ReadAsStringAsync(Ct);
        html.ShouldContain("看这个");
        html.ShouldContain("value=\"" + first.GetProperty("id").GetString());
        (await town.Read(db => db.Messages.CountAsync(Ct))).ShouldBe(1);
        (await wang.Send(Form(path, [], ("text", "看这个"), ("media", first.GetProperty("id").GetString()!), ("alt", "钥匙")))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await li.Page(path)).QuerySelector(".bubble .media img[alt=钥匙]").ShouldNotBeNull();

        // Ten are one too many, and nothing of them is sent.
        (await wang.Send(Form(path, [.. Enumerable.Repeat(Drawings.Png(4, 4), 10)]))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await town.Read(db => db.Messages.CountAsync(Ct))).ShouldBe(2);
    }

    [BothEngines]
    public async Task An_office_answers_with_a_picture(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, office) = (await town.Citizen("王小微", "wang"), await town.Office("德阳城管", "chengguan"));
        var clerk = await town.Staff("承办人老周", office, SeatRole.Handler);
        await wang.WritesTo(office, "窗口在哪里？");
        var talk = await town.OnlyTalk();
        var seen = await town.Read(db => db.Messages.Select(m => m.PostId).SingleAsync(Ct));
        var map = Form($"/desk/chengguan/messages/{talk}/reply", [Drawings.Png(60, 40)], ("text", "图上红点处"), ("seen", $"{seen}"));
        (await clerk.Send(map)).StatusCode.ShouldBe(HttpStatusCode.Found);
        var page = await wang.Page(MessageTown.Path(talk));
        page.Said()[^1].ShouldBe("图上红点处");
        page.QuerySelectorAll(".bubble .media img").Length.ShouldBe(1);
    }

    [BothEngines]
    public async Task What_is_reported_stays_until_it_is_dismissed(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var admin = await town.Citizen("小唐", "halladmin", role: UserRole.HallAdmin);
        await wang.WritesTo(li, "在吗");
        var path = MessageTown.Path(await town.OnlyTalk());
        (await li.Send(Form(path, [Drawings.Png(60, 40)]))).StatusCode.ShouldBe(HttpStatusCode.Found);
        await town.FilesReady();
        var asked = (await wang.Page(path)).QuerySelector("a[href*='/report/']")!.GetAttribute("href")!;
        await wang.Submits(await wang.Page(asked), "main form.form", ("reason", "吓唬人的图"));
        await li.Submits(await li.Page(path), $"form[action^='{path}/withdraw/']");
        await Sweep(town);
        (await wang.Page(path)).QuerySelectorAll(".bubble .media").ShouldBeEmpty();
        var picture = (await admin.Page("/admin/reports")).QuerySelector(".reports .media img")!.GetAttribute("src")!;
        (await town.Stranger.Get(picture)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await admin.Send(MessageTown.Form($"/admin/reports/{await town.Read(db => db.MessageReports.Select(r => r.Id).SingleAsync(Ct))}/dismiss"));
        await Sweep(town);
        (await town.Stranger.Get(picture)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Read(db => db.MediaFiles.CountAsync(Ct))).ShouldBe(0);
    }

    private static async Task Sweep(Town town)
    {
        town.Clock.Advance(TimeSpan.FromHours(2));
        await town.Use<SweepMedia, bool>(async sweep =>
        {
            await sweep.Run(Ct);
            return true;
        });
        town.Clock.Advance(TimeSpan.FromHours(1));
        await town.Quiet();
    }

    private static HttpRequestMessage Form(string path, byte[][] files, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path) { Content = Sending.Form(("files", files), [("key", $"{Interlocked.Increment(ref keys)}"), .. fields.Any(f => f.Name == "text") ? [] : new[] { ("text", "") }, .. fields]) };
}
