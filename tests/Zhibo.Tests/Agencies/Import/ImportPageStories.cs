using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Html.Dom;
using Zhibo.Tests.Shared.Text.Tables;

namespace Zhibo.Tests.Agencies.Import;

/// <summary>The page on which an administrator uploads a list.</summary>
public sealed class ImportPageStories
{
    private const string Here = "/admin/agencies/import";

    [BothEngines]
    public async Task A_list_is_checked_mapped_and_taken_in_without_a_second_upload(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var admin = register.Admin;
        (await admin.Page(Here)).QuerySelector($"form[action='{Here}'] input[type=file]").ShouldNotBeNull();

        // A column is called as nobody else calls it: the page asks.
        var page = await Uploads(admin, "名单.csv", "叫什么,地区,条线,备注\n德阳市公安局,德阳市,公安,好\n旌阳区公安分局,不知道,公安,<b>坏</b>");
        page.QuerySelector(".notice.bad")!.TextContent.ShouldContain("叫什么, 地区, 条线, 备注");
        page.QuerySelectorAll("select").Select(s => ((IHtmlSelectElement)s).Value).ShouldBe(["", "region", "line", ""]);
        page.QuerySelectorAll("button[value=import]").ShouldBeEmpty();

        page = await admin.Submits(page, $"form[action='{Here}/rows']", ("c0", "name"), ("act", "check"));
        page.QuerySelectorAll(".sums-list li").Select(i => i.TextContent).ShouldBe(["1 个要新建", "0 个要更新", "0 个没有变化", "1 行有错，不会写入"]);
        page.QuerySelectorAll("table.register tbody td").Select(c => c.TextContent).ShouldBe(["3", "地区", "不知道", "没有这个地区"]);
        register.Forest.Count.ShouldBe(0);

        page = await admin.Submits(page, $"form[action='{Here}/rows']", ("act", "import"));
        page.QuerySelectorAll(".sums-list li").Select(i => i.TextContent).ShouldBe(["1 个已新建", "0 个已更新", "0 个没有变化", "1 行有错，不会写入"]);
        page.QuerySelector("a[href='/admin/agencies/invitations']").ShouldNotBeNull();
        register.Forest.All.Select(n => n.Name).ShouldBe(["德阳市公安局"]);
    }

    [Fact]
    public async Task What_cannot_be_a_list_is_told_at_the_field()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        foreach (var (name, content) in new[] { ("空.csv", ""), ("只有列名.csv", "单位名称,地区,条线"), ("两次.csv", "单位名称,单位名称\na,b") })
            (await Uploads(register.Admin, name, content, HttpStatusCode.UnprocessableEntity)).QuerySelector("#f-file-error").ShouldNotBeNull(name);
        var page = await Uploads(register.Admin, "x.csv", "单位名称,地区,条线\n德阳市公安局,德阳市,公安");
        // What comes back in the form is as hostile as an upload.
        foreach (var packed in new[] { "", "not base64!", "AAAA", Convert.ToBase64String(Encoding.UTF8.GetBytes("no brotli")) })
            await register.Admin.Submits(page, $"form[action='{Here}/rows']", HttpStatusCode.UnprocessableEntity, ("packed", packed), ("act", "import"));
        await register.Admin.Submits(page, $"form[action='{Here}/rows']", HttpStatusCode.RequestEntityTooLarge, ("packed", Bomb()), ("act", "import"));
        await register.Admin.Submits(page, $"form[action='{Here}/rows']", HttpStatusCode.UnprocessableEntity, ("c0", "line"), ("c2", "line"), ("act", "import"));
        register.Forest.Count.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_the_readers_language_with_its_place()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        // No workbook at all, and one of the old kind.
        foreach (var (bytes, said) in new (byte[], string)[] { (Encoding.UTF8.GetBytes("PK nothing"), "这不是能读的表格"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "旧格式的表格") })
            (await Uploads(register.Admin, "名单.xlsx", bytes, HttpStatusCode.UnprocessableEntity)).QuerySelector("#f-file-error")!.TextContent.ShouldContain(said);

        var page = await Uploads(register.Admin, "名单.xlsx", new Workbook
        {
            Rows = Row(1, "单位名称", "地区", "条线") + Row(2, "德阳市公安局", "德阳市", "公安")
                + """<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3" t="inlineStr"><is><t>德阳市</t></is></c><c r="C3" t="inlineStr"><is><t>公安</t></is></c></row>"""
                + Row(4, "旌阳区公安分局", "不知道", "公安"),
        }.Save(), HttpStatusCode.OK);
        Faults(page).ShouldBe(["3|单位名称 A3||这一格显示错误 #N/A", "4|地区 B4|不知道|没有这个地区"]);

        // A list out of an old office program: GBK, a row too short.
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!.GetBytes("单位名称,地区,条线\r\n德阳市公安局,德阳市,公安\r\n旌阳区公安分局,旌阳区\r\n");
        page = await Uploads(register.Admin, "名单.csv", gbk, HttpStatusCode.OK);
        Faults(page).ShouldBe(["3|整行||有 2 列，而第一行写了 3 个列名"]);
        page.QuerySelectorAll(".sums-list li")[0].TextContent.ShouldBe("1 个要新建");
        register.Forest.Count.ShouldBe(0);

        page = await register.Admin.Submits(page, $"form[action='{Here}/rows']", ("act", "import"));
        Faults(page).ShouldBe(["3|整行||有 2 列，而第一行写了 3 个列名"]);
        register.Forest.All.Select(n => n.Name).ShouldBe(["德阳市公安局"]);
    }

    [Fact]
    public async Task Only_administrators_come_in()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        var citizen = await register.Town.Citizen("路人");
        foreach (var path in new[] { Here, Here + "/template.csv", "/admin/lines" })
        {
            (await citizen.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            ((int)(await register.Town.Stranger.Get(path)).StatusCode).ShouldBeOneOf([302, 303, 401], path);
        }
        await Uploads(citizen, "x.csv", "单位名称,地区,条线\n德阳市公安局,德阳市,公安", HttpStatusCode.Forbidden);
        var template = await (await register.Admin.Get(Here + "/template.csv")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        template.ShouldContain("单位名称,昵称,账号,上级,地区,条线,级别,联系人,联系电话,地址,办公时间,职责,统一社会信用代码,认证类别");
    }

    /// <summary>Row, place, cell and reason of each.</summary>
    private static string[] Faults(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("table.register tbody tr").Select(row => string.Join('|', row.Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))))];

    private static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((text, n) => $"<c r=\"{(char)('A' + n)}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"))}</row>";

    private static Task<IHtmlDocument> Uploads(Person person, string name, string content, HttpStatusCode? expected = null) =>
        Uploads(person, name, Encoding.UTF8.GetBytes(content), expected);

    private static async Task<IHtmlDocument> Uploads(Person person, string name, byte[] content, HttpStatusCode? expected)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        var answer = await person.Send(new(HttpMethod.Post, Here) { Content = form });
        var html = await answer.Content.ReadAsStringAsync(RegisterTown.Ct);
        if (expected is { } status) answer.StatusCode.ShouldBe(status, html[..Math.Min(html.Length, 600)]);
        return (IHtmlDocument)await BrowsingContext.New().OpenAsync(page => page.Content(html).Address(answer.RequestMessage!.RequestUri!));
    }

    /// <summary>Forty megabytes of nothing in a few bytes.</summary>
    private static string Bomb()
    {
        using var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Optimal))
            for (var n = 0; n < 40; n++) brotli.Write(new byte[1024 * 1024]);
        return Convert.ToBase64String(packed.ToArray());
    }
}
