using System.Buffers.Binary;
using System.Net;
using System.Xml.Linq;
using QRCoder;

namespace Zhibo.Tests.Feeds;

public sealed class CodeStories
{
    private const string Site = "https://zhibo.example";

    [BothEngines]
    public async Task Everything_has_a_code_that_leads_to_its_page(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Regions();
        var office = await town.Office("微博德阳", "weibodeyang", "5106");
        await town.Hall("deyang", "德阳发布厅", "5106");
        var post = await office.Posts("#今日德阳# 天晴");
        var topic = Uri.EscapeDataString("今日德阳");
        (string Code, string Page)[] codes = [("accounts/weibodeyang", "/@weibodeyang"), ("halls/deyang", "/halls/deyang"), ("topics/" + topic, "/topics/" + topic), ("posts/" + post, "/@weibodeyang/" + post)];
        foreach (var (code, page) in codes)
        {
            var svg = await town.Stranger.Get($"/qr/{code}.svg");
            svg.StatusCode.ShouldBe(HttpStatusCode.OK, code);
            svg.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
            svg.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromDays(1));
            XDocument.Parse(await svg.Content.ReadAsStringAsync()).Root!.Name.LocalName.ShouldBe("svg");
            (await (await town.Stranger.Get($"/qr/{code}.png?size=500")).Content.ReadAsByteArrayAsync()).ShouldBe(Drawn(Site + page, 500, QRCodeGenerator.ECCLevel.Q), code);
        }
    }

    [BothEngines]
    public async Task It_is_as_large_and_as_sturdy_as_wished_within_reason(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Citizen("王小微", "wang");
        foreach (var (asked, most) in new[] { ("", 480), ("?size=1000", 1000), ("?size=1", 60), ("?size=-5", 60), ("?size=2000000000", 2000), ("?size=300&level=m", 300) })
        {
            var png = await (await town.Stranger.Get("/qr/accounts/wang.png" + asked)).Content.ReadAsByteArrayAsync();
            png.AsSpan(1, 3).ToArray().ShouldBe("PNG"u8.ToArray());
            var edge = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
            edge.ShouldBeInRange(most / 2, most, asked);
        }
        (await (await town.Stranger.Get("/qr/accounts/wang.png?size=300&level=m")).Content.ReadAsByteArrayAsync()).ShouldBe(Drawn(Site + "/@wang", 300, QRCodeGenerator.ECCLevel.M));
        foreach (var path in new[] { "/qr/accounts/nobody.png", "/qr/accounts/wang.gif", "/qr/cases/1.png", "/qr/accounts/nobody/card", "/qr/topics/nothing.svg", "/qr/public/x.svg" })
            (await town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        (await town.Stranger.Get("/qr/accounts/wang.png?size=large")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [BothEngines]
    public async Task The_card_says_how_to_reach_the_office(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Regions();
        await town.Write(db =>
        {
            db.Lines.Add(new() { Key = "xuanchuan", Name = "宣传" });
            db.Raise(new Zhibo.Agencies.LinesChanged());
        });
        await town.Office("微博德阳", "weibodeyang", "5106", more: a => (a.Phone, a.Hours, a.Address) = ("0838-2500000", "周一至周五 9:00–12:00", "<b>长江西路</b>一段\u202E"));
        await town.Citizen("王小微", "wang");
        (await town.Stranger.Page("/@weibodeyang")).QuerySelector("main a[href='/qr/accounts/weibodeyang/card']").ShouldNotBeNull();
        var sheet = await town.Stranger.Page("/qr/accounts/weibodeyang/card");
        sheet.QuerySelectorAll(".contact").Length.ShouldBe(10);
        sheet.QuerySelectorAll("[aria-hidden=true] .contact").Length.ShouldBe(9);
        var poster = await town.Stranger.Page("/qr/accounts/weibodeyang/card?form=poster");
        poster.QuerySelectorAll(".contact").Length.ShouldBe(1);
        foreach (var card in new[] { sheet.QuerySelector(".contact")!, poster.QuerySelector(".contact")! })
        {
            foreach (var fact in new[] { "微博德阳", "微博德阳办公室", "宣传 · 德阳市", "0838-2500000", "周一至周五 9:00–12:00", "<b>长江西路</b>一段", "zhibo.example/@weibodeyang" }) card.TextContent.ShouldContain(fact);
            card.TextContent.Contains('\u202E', StringComparison.Ordinal).ShouldBeFalse();
            card.QuerySelector("img[src='/qr/accounts/weibodeyang.svg']").ShouldNotBeNull();
        }
        (await town.Stranger.Page("/qr/accounts/wang/card")).QuerySelector(".contact dl").ShouldBeNull();
        (await town.Stranger.Get("/qr/accounts/WANG/card?form=poster")).Headers.Location!.ToString().ShouldBe("/qr/accounts/wang/card?form=poster");
    }

    private static byte[] Drawn(string address, int size, QRCodeGenerator.ECCLevel level)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, level);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(size / data.ModuleMatrix.Count);
    }
}
