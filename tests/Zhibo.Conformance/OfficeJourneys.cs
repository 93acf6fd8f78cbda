using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Demo;
using Zhibo.Tests;

namespace Zhibo.Conformance;

/// <summary>Those who run a hall and speak for offices, at their browsers.</summary>
public sealed class OfficeJourneys(Browser browser)
{
    private const string Lines = "公安 教育 卫生 交通 城管 旅游 气象 人社 环保 消防 住建 民政 司法 财政 审计 统计 体育 水利 农业 商务";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Eyes> Both => [new Eyes(Screen.Phone), new Eyes(Screen.Desktop)];

    [Theory, MemberData(nameof(Both))]
    public async Task From_an_empty_site_to_forty_offices_and_back_out(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var admin = await town.Citizen("发布厅的小唐", "halladmin", role: UserRole.HallAdmin);
        await town.Citizen("陈接班", "chenjieban");
        await using var desk = await Journey.Begin(browser, town, eyes, admin);

        await BringsInRegions(desk);
        await AddsATown(desk);
        await Imports(desk);
        (await town.Read(db => db.Agencies.CountAsync(Ct))).ShouldBe(40);
        await Vouches(desk);
        (await town.Read(db => db.Agencies.CountAsync(a => a.State == AgencyState.Verified, Ct))).ShouldBe(40);
        var codes = await Invites(desk);
        await using var clerk = await Journey.Begin(browser, town, eyes);
        await TakesTheSeat(clerk, codes["德阳公安"]);
        codes.Remove("德阳公安");
        foreach (var (person, share) in (await Colleagues(town)).Zip(codes.Values.Chunk(13)))
            await TakesSeats(town, eyes, person, share);
        (await town.Read(db => db.Agencies.CountAsync(a => a.State == AgencyState.Active, Ct))).ShouldBe(40);
        await SpeaksAsTheOffice(clerk);
        await ThePublicSeesTheOffice(town, eyes);
        await HandsOver(desk);
        await HasNoVoice(clerk);
    }

    private static async Task BringsInRegions(Journey journey)
    {
        await journey.Opens("/admin/regions");
        await journey.Presses("main a[href='/admin/regions/import']");
        await journey.Page.Locator("input[name=files]").SetInputFilesAsync(
            new Microsoft.Playwright.FilePayload { Name = "德阳.csv", MimeType = "text/csv", Buffer = "code,name\n51,四川省\n5106,德阳市\n510603,旌阳区\n5199,\n"u8.ToArray() });
        await journey.Presses("main form[action='/admin/regions/import'] button.main");
        await journey.Sees("已新增 3 个");
        await journey.Looks();
    }

    private static async Task AddsATown(Journey journey)
    {
        await journey.Opens("/admin/regions?at=510603");
        await journey.Types("main form[method=post] input[name=name]", "双东镇");
        await journey.Presses("main form[method=post] button.main");
        await journey.Sees("双东镇");
        await journey.Looks();
    }

    private static async Task Imports(Journey journey)
    {
        await Uploads(journey, Table(wrong: true));
        await journey.Looks();
        await Maps(journey);
        await journey.Sees("德羊市");
        await journey.Looks();
        await Uploads(journey, Table(wrong: false));
        await Maps(journey);
        await journey.Presses("main button[value=import]");
        await journey.Looks();
    }

    private static async Task Uploads(Journey journey, string table)
    {
        await journey.Opens("/admin/agencies/import");
        await journey.Page.Locator("input[name=file]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "德阳政务微博.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await journey.Presses("main form[action='/admin/agencies/import'] button.main");
    }

    /// <summary>No list of the site knows this heading: the clerk says what it is.</summary>
    private static async Task Maps(Journey journey)
    {
        await journey.Page.Locator("select[name=c0]").SelectOptionAsync("name");
        await journey.Presses("main button[value=check]");
    }

    private static string Table(bool wrong)
    {
        var table = new StringBuilder("哪家单位,昵称,账号,上级,地区,条线,电话,性质\n中共德阳市委宣传部,微博德阳,weibodeyang,,德阳市,宣传,12345,发布厅\n");
        var lines = Lines.Split(' ');
        for (var n = 0; n < 39; n++)
        {
            var (region, near) = n < lines.Length ? ("德阳市", "德阳") : ("旌阳区", "旌阳");
            var line = lines[n % lines.Length];
            table.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{region}{line}局,{near}{line},,weibodeyang,{(wrong && n == 3 ? "德羊市" : region)},{line},12345,");
        }
        return table.ToString();
    }

    private static async Task Vouches(Journey journey)
    {
        await journey.Opens("/admin/vouchers");
        foreach (var box in await journey.Page.Locator("form.many input[type=checkbox]").AllAsync()) await box.CheckAsync();
        await journey.Types("form.many textarea[name=evidence]", "德府办函〔2025〕12号，全市政务微博名单");
        await journey.Presses("form.many button.main");
        await journey.Opens("/admin/vouchers?show=living");
        await journey.Sees("微博德阳");
    }

    /// <summary>The printed code of every office, by its nickname.</summary>
    private static async Task<Dictionary<string, string>> Invites(Journey journey)
    {
        await journey.Opens("/admin/agencies/invitations");
        await journey.Presses("main button[name=all]");
        await journey.Looks();
        var names = await journey.Page.Locator(".sheet-card h2").AllInnerTextsAsync();
        names.Count.ShouldBe(40);
        return names.Zip(await journey.Page.Locator(".sheet-card code").AllInnerTextsAsync()).ToDictionary(card => card.First, card => card.Second);
    }

    private static async Task<Person[]> Colleagues(Town town) =>
        [await town.Citizen("李小编", "lixiaobian"), await town.Citizen("赵小编", "zhaoxiaobian"), await town.Citizen("钱小编", "qianxiaobian")];

    /// <summary>One person keeps the accounts of several small offices, each with its own code.</summary>
    private async Task TakesSeats(Town town, Eyes eyes, Person person, IEnumerable<string> codes)
    {
        await using var journey = await Journey.Begin(browser, town, eyes, person);
        foreach (var code in codes)
        {
            await journey.Page.GotoAsync("/invitations/" + code);
            await journey.Presses($"main form[action='/invitations/{code}'] button.main");
        }
        await journey.Opens("/desk");
    }

    private static async Task TakesTheSeat(Journey journey, string code)
    {
        await journey.Opens("/invitations/" + code);
        await journey.Presses("main a[href^='/sign-up']");
        await journey.Types("input[name=handle]", "wangjingguan");
        await journey.Types("input[name=nickname]", "王警官");
        await journey.Types("input[name=password]", "weave-for-people");
        await journey.Presses("main form[action^='/sign-up'] button.main");
        await journey.Looks();
        await journey.Presses($"main form[action='/invitations/{code}'] button.main");
        await journey.Looks();
    }

    private static async Task SpeaksAsTheOffice(Journey journey)
    {
        await journey.Opens("/compose");
        await journey.Page.Locator("main select[name=as]").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Label = "德阳公安" });
        await journey.Types("main textarea[name=text]", "雨天路滑，请慢行。有事请打110。");
        await journey.Presses("main form.composer button.main");
        await journey.Sees("雨天路滑");
        await journey.Looks();
    }

    private async Task ThePublicSeesTheOffice(Town town, Eyes eyes)
    {
        await using var stranger = await Journey.Begin(browser, town, eyes);
        await stranger.Opens("/@deyanggongan");
        await stranger.Sees("雨天路滑");
        await stranger.SeesNo("王警官");
    }

    private static async Task HandsOver(Journey journey)
    {
        const string team = "/desk/deyanggongan/team";
        await journey.Opens(team);
        await journey.Types($"main form[action='{team}/grant'] input[name=handle]", "chenjieban");
        await journey.Page.Locator($"main form[action='{team}/grant'] select[name=role]").SelectOptionAsync("manager");
        await journey.Presses($"main form[action='{team}/grant'] button.main");
        await journey.Page.Locator("main li:has-text('王警官') summary").First.ClickAsync();
        await journey.Presses("main li:has-text('王警官') button.danger");
        await journey.SeesNo("王警官");
        await journey.Looks();
    }

    private static async Task HasNoVoice(Journey journey)
    {
        await journey.Opens("/compose");
        (await journey.Page.Locator("select[name=as]").CountAsync()).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Every_page_of_desk_and_administration_stands(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        await town.Use<FillDemo, bool>(fill => fill.Run(Ct));
        await town.Quiet();
        await using var journey = await Journey.Begin(browser, town, eyes);
        await SignsIn(journey, "halladmin");
        foreach (var page in new[] { "", "/q/answer", "/q/invitations", "/documents", "/team", "/profile", "/activity", "/children", "/audit", "/keys" }) await journey.Opens("/desk/weibodeyang" + page);
        foreach (var page in new[] { "/agencies", "/agencies/liuwanshequ", "/agencies/liuwanshequ/vouch", "/agencies/import", "/agencies/invitations", "/vouchers", "/registrations", "/users", "/lines", "/regions", "/regions/import", "/halls", "/audit" })
            await journey.Opens("/admin" + page);
        await using var machines = await Journey.Begin(browser, town, eyes);
        await SignsIn(machines, "operator");
        foreach (var page in new[] { "/admin", "/admin/settings", "/admin/jobs" }) await machines.Opens(page);
        await machines.Opens("/@shuangdongzhen");
    }

    private static async Task SignsIn(Journey journey, string handle)
    {
        await journey.Page.GotoAsync("/sign-in");
        await journey.Types("main input[name=name]", handle);
        await journey.Types("main input[name=password]", FillDemo.Password);
        await journey.Presses("main form[action='/sign-in'] button.main");
    }
}
