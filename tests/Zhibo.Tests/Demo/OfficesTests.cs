using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Agencies.Tree;
using Zhibo.Agencies.Vouching;
using Zhibo.Demo;
using Zhibo.Desk;
using Zhibo.Regions;

namespace Zhibo.Tests.Demo;

/// <summary>The offices of the demo city: the register, the chains, the seats, the halls and the desks.</summary>
[Collection(DemoCityStories.Name)]
public sealed class OfficesTests(DemoCity city)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task The_register_has_levels_lines_and_every_state_and_fills_once(EngineKind engine)
    {
        var town = await city.On(engine);
        var agencies = await town.Read(db => db.Agencies.ToListAsync(Ct));
        agencies.Count(a => a.State == AgencyState.Active).ShouldBeGreaterThanOrEqualTo(40);
        agencies.Select(a => a.Level).Distinct().Count().ShouldBeGreaterThanOrEqualTo(5);
        agencies.Select(a => a.LineKey).Distinct().Count().ShouldBeGreaterThanOrEqualTo(6);
        foreach (var state in new[] { AgencyState.Invited, AgencyState.Verified, AgencyState.Active, AgencyState.Frozen }) agencies.ShouldContain(a => a.State == state);
        agencies.ShouldAllBe(a => a.Latitude != null && a.Phone != "" && a.Hours != "" && a.Duties != "" && a.Contact != "" && a.Address != "");
        agencies.Where(a => a.Level > RegionLevel.Province).ShouldAllBe(a => a.ParentId != null);
        var regions = (await town.Read(db => db.Regions.ToListAsync(Ct))).ToDictionary(r => r.Code);
        agencies.ShouldAllBe(a => regions.ContainsKey(a.RegionCode));
        regions.Values.Count(r => r.AddedHere).ShouldBeGreaterThanOrEqualTo(9);

        var before = await Sizes(town);
        (await town.Use<FillDemo, bool>(fill => fill.Run(Ct))).ShouldBeFalse();
        (await Sizes(town)).ShouldBe(before);
    }

    [Fact]
    public async Task Every_sealed_account_shows_a_chain_that_anybody_can_check()
    {
        var town = await city.On(EngineKind.Sqlite);
        var roots = (await town.Stranger.Json("/.well-known/zhibo-keys")).GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("key").GetString()!).ToList();
        var offices = await town.Read(db => db.Accounts.Where(a => a.SealKind != null).ToListAsync(Ct));
        var names = offices.Where(a => a.Sealed).Select(a => a.Handle).ToList();
        names.Count.ShouldBeGreaterThanOrEqualTo(60);
        foreach (var handle in names)
        {
            var verdict = ChainCheck.Verify((await town.Stranger.Json($"/api/zhibo/v1/agencies/{handle}/verification")).GetRawText(), roots, town.Time.GetUtcNow());
            verdict.Valid.ShouldBeTrue($"{handle}: {verdict.Fault}");
        }
        offices.Where(a => !a.Sealed).Select(a => a.Handle).Order().ShouldBe(["guanghanzhijian", "mianzhuzhaoshang", "sunmingyuan"]);
        (await town.Stranger.Json("/api/zhibo/v1/agencies/shuangdongzhen/verification")).GetProperty("chain").GetArrayLength().ShouldBe(4, "province, city, county, town");
    }

    [BothEngines]
    public async Task The_editor_speaks_for_the_city_and_the_log_holds(EngineKind engine)
    {
        var town = await city.On(engine);
        var editor = await SignsIn(town, "editor");
        var composer = await editor.Page("/compose?as=weibodeyang");
        await editor.Submits(composer, "form[action='/posts']", ("text", "明天上午九点，微问政见。"), ("as", "weibodeyang"));
        (await town.Stranger.Page("/@weibodeyang")).QuerySelectorAll(".post").ShouldContain(post => post.TextContent.Contains("微问政见"));
        (await town.Use<VerifyAudit, VerifyAudit.Outcome>(verify => verify.Run(Ct))).BrokenAt.ShouldBeNull();
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.At).ToListAsync(Ct))).ShouldBeInOrder(SortDirection.Ascending);
        foreach (var (who, queue) in new[] { ("handler", "/desk/weibodeyang"), ("supervisor", "/desk/weibodeyang/activity"), ("reviewer", "/desk/jingyangfabu"), ("halladmin", "/admin/agencies"), ("operator", "/admin") })
            await (await SignsIn(town, who)).Page(queue);
    }

    [Fact]
    public async Task Every_queue_has_something_in_it()
    {
        var town = await city.On(EngineKind.Sqlite);
        var lead = town.Services.GetRequiredService<AgencyTree>().Now.All.Single(a => a.Handle == "weibodeyang").Id;
        var items = await town.Read(db => db.DeskItems.Where(i => i.AgencyId == lead).ToListAsync(Ct));
        foreach (var state in Enum.GetValues<DeskItemState>()) items.ShouldContain(i => i.State == state);
        items.Count(i => i.State == DeskItemState.Open).ShouldBeInRange(4, 60);
        items.ShouldContain(i => i.TakenBy != null);
        items.ShouldContain(i => i.Kind == DeskItemKind.Comment);
        (await town.Use<ListRegistrations, IReadOnlyList<ListRegistrations.Row>>(list => list.Run(Ct))).Count.ShouldBe(3);
        foreach (var list in Enum.GetValues<VoucherList>()) (await town.Use<ListVouchers, int>(vouchers => vouchers.Count(list, Ct))).ShouldBeGreaterThan(0, list.ToString());
        (await town.Read(db => db.Halls.Where(h => h.IsMain).Select(h => h.Slug).ToListAsync(Ct))).ShouldBe(["deyang"]);
        (await town.Read(db => db.Invitations.CountAsync(i => i.UsedAt == null && i.WithdrawnAt == null, Ct))).ShouldBe(2);
        (await town.Read(db => db.Seats.CountAsync(s => s.Role == SeatRole.Manager, Ct))).ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Every_column_of_every_hall_has_something_in_it()
    {
        var town = await city.On(EngineKind.Sqlite);
        foreach (var hall in (await town.Stranger.Json("/api/zhibo/v1/halls")).EnumerateArray())
        {
            var columns = hall.GetProperty("columns").EnumerateArray().Select(c => new Uri(c.GetProperty("url").GetString()!).PathAndQuery).ToList();
            columns.Count.ShouldBeInRange(2, 4);
            foreach (var column in columns) (await town.Stranger.Page(column)).QuerySelectorAll(".hall-posts article.post").Length.ShouldBeGreaterThan(1, column);
        }
    }

    private static async Task<Person> SignsIn(Town town, string handle)
    {
        var person = town.Stranger;
        await person.Submits(await person.Page("/sign-in"), "main form[action='/sign-in']", ("name", handle), ("password", FillDemo.Password));
        return person;
    }

    private static Task<(int, int, int, int, int)> Sizes(Town town) => town.Read(async db => (
        await db.Agencies.CountAsync(Ct), await db.Vouchers.CountAsync(Ct), await db.Regions.CountAsync(Ct), await db.Halls.CountAsync(Ct), await db.AuditEntries.CountAsync(Ct)));
}
