using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;

namespace Zhibo.Tests.Admin;

public sealed class SettingsStories
{
    [BothEngines]
    public async Task A_new_name_stands_everywhere_at_once_and_after_a_restart(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (boss, wang) = (await town.Citizen("运维", role: UserRole.Operator), await town.Citizen("王小微", "wang"));
        (await town.Stranger.Page("/")).QuerySelector(".brand span")!.TextContent.ShouldBe("织博");
        (await wang.Page("/home")).QuerySelector("[data-limit]")!.GetAttribute("data-limit").ShouldBe("140");

        await boss.Submits(await boss.Page("/admin/settings"), "form[action='/admin/settings']", ("name", "微博德阳"), ("limit", "200"), ("registration", "closed"));
        var home = await town.Stranger.Page("/");
        (home.QuerySelector(".brand span")!.TextContent, home.Title!.Contains("微博德阳", StringComparison.Ordinal)).ShouldBe(("微博德阳", true));
        (await town.Stranger.Json("/api/v1/instance")).GetProperty("title").GetString().ShouldBe("微博德阳");
        (await wang.Page("/home")).QuerySelector("[data-limit]")!.GetAttribute("data-limit").ShouldBe("200");
        await wang.Posts(new string('长', 180));
        (await town.Stranger.Page("/sign-up")).QuerySelector("form[action='/sign-up']").ShouldBeNull();
        var entry = await town.Read(db => db.AuditEntries.SingleAsync());
        (entry.Act, entry.UserId).ShouldBe(("settings.changed", boss.UserId));

        await town.Restart();
        (await town.Stranger.Page("/")).QuerySelector(".brand span")!.TextContent.ShouldBe("微博德阳");
    }

    [Fact]
    public async Task What_one_node_is_called_the_other_is_called()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var town = await Town.Start(EngineKind.Postgres);
        await using var other = await town.AnotherNode();
        var boss = await town.Citizen("运维", role: UserRole.Operator);
        (await other.Stranger.Page("/")).QuerySelector(".brand span")!.TextContent.ShouldBe("织博");
        await town.Listening(2);

        await boss.Submits(await boss.Page("/admin/settings"), "form[action='/admin/settings']", ("name", "微博德阳"));
        await TownNodes.Until(async () => (await other.Stranger.Page("/")).QuerySelector(".brand span")!.TextContent == "微博德阳");
    }

    [BothEngines]
    public async Task Bad_settings_are_refused_at_their_field(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var boss = await town.Citizen("运维", role: UserRole.Operator);
        foreach (var (field, value) in new[] { ("name", " "), ("name", "a\u0007b"), ("limit", "0"), ("limit", "many"), ("limit", "999999"), ("tiles", "http://tiles.example/{z}/{x}/{y}"), ("tiles", "https://tiles.example/"), ("tiles", "https://x/{z}/{x}/{y}; script-src *") })
        {
            var page = await boss.Submits(await boss.Page("/admin/settings"), "form[action='/admin/settings']", HttpStatusCode.UnprocessableEntity, (field, value));
            page.QuerySelector("[aria-invalid=true]")!.GetAttribute("name").ShouldBe(field, value);
        }
        foreach (var (field, value) in new[] { ("language", "xx"), ("registration", "7") })
            await boss.Submits(await boss.Page("/admin/settings"), "form[action='/admin/settings']", HttpStatusCode.UnprocessableEntity, (field, value));
        (await town.Read(db => db.SiteSettings.CountAsync())).ShouldBe(0);
    }
}
