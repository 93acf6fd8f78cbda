using System.Net;
using System.Net.Http.Headers;
using AngleSharp;
using AngleSharp.Dom;
using Zhibo.Accounts;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Media;

/// <summary>Pictures, from the telephone to the reader.</summary>
public sealed class PictureTests
{
    [BothEngines]
    public async Task A_picture_is_sent_described_shown_and_kept_for_ever(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (chen, li) = (await town.Citizen("陈学珍"), await town.Citizen("李四"));
        var picture = await chen.Sends(Drawings.Png(1600, 1200), "橘子熟了");

        picture.Text("type").ShouldBe("image");
        picture.Text("description").ShouldBe("橘子熟了");
        picture.Text("blurhash").Length.ShouldBe(28);
        picture.GetProperty("meta").GetProperty("original").Number("width").ShouldBe(1600);
        picture.GetProperty("meta").GetProperty("small").Number("width").ShouldBe(640);

        var status = await chen.Shows("橘子卖不掉", picture.Text("id"));
        status.GetProperty("media_attachments")[0].Text("id").ShouldBe(picture.Text("id"));
        (await li.Calls(HttpMethod.Post, "/api/v1/statuses", System.Net.Http.Json.JsonContent.Create(new { status = "我的", media_ids = new[] { picture.Text("id") } }))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await chen.Calls(HttpMethod.Post, "/api/v1/statuses", System.Net.Http.Json.JsonContent.Create(new { status = "再发", media_ids = new[] { picture.Text("id") } }))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var image = (await li.Page($"/@{chen.Handle}")).QuerySelector(".post .media img")!;
        image.GetAttribute("alt").ShouldBe("橘子熟了");
        (image.GetAttribute("width"), image.GetAttribute("height")).ShouldBe(("1600", "1200"));
        image.ParentElement!.QuerySelector("source")!.GetAttribute("srcset")!.ShouldContain("/640.webp 640w");

        await town.FilesReady();
        foreach (var (address, type) in new[] { (picture.Text("url"), "image/jpeg"), (picture.Text("preview_url"), "image/jpeg"), (picture.Text("url").Replace("full.jpg", "1280.webp", StringComparison.Ordinal), "image/webp") })
        {
            var file = await town.File(address);
            file.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            file.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            file.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            file.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; sandbox");
            file.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        }
    }

    [Fact]
    public async Task A_file_is_handed_out_in_parts_and_without_a_look_at_cookies()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var address = new Uri((await (await town.Citizen("王小微")).Sends(Drawings.Png(64, 48))).Text("url")).PathAndQuery;
        var ended = new Person(town, cookie: "0123456789012345678901234567890123456789");

        var whole = await ended.Get(address);
        whole.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var bytes = await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        var part = await town.Stranger.Send(new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(10, 19) } });
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(bytes[10..20]);

        var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
        (await town.Stranger.Send(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await town.Stranger.Get(address.Replace("full.jpg", "passwd", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Stranger.Get("/media/" + new string('0', 40) + "/full.jpg")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task The_form_takes_pictures_without_script(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");

        // First sent ahead, to be described and put in order.
        var page = await Posted(wang, ("act", "attach"), ("text", "灯会"), Drawings.Png(700, 500), Drawings.Png(500, 700, 30));
        var ids = page.QuerySelectorAll(".composer [name=media]").Select(m => m.GetAttribute("value")!).ToArray();
        ids.Length.ShouldBe(2);
        page.QuerySelector(".composer textarea[name=text]")!.TextContent.Trim().ShouldBe("灯会");

        // Too long a text loses no picture.
        page = await Posted(wang, [("text", new string('灯', 150)), ("media", ids[0]), ("alt", "龙灯"), ("media", ids[1]), ("alt", "人群")], HttpStatusCode.UnprocessableEntity);
        page.QuerySelectorAll(".composer [name=alt]").Select(a => a.TextContent.Trim()).ShouldBe(["龙灯", "人群"]);

        page = await Posted(wang, [("text", "灯会"), ("act", "up-" + ids[1]), ("media", ids[0]), ("alt", "龙灯"), ("media", ids[1]), ("alt", "人群")]);
        page.QuerySelectorAll(".composer [name=media]").Select(m => m.GetAttribute("value")).ShouldBe([ids[1], ids[0]]);

        await Posted(wang, [("text", ""), ("media", ids[1]), ("alt", "人群"), ("media", ids[0]), ("alt", "龙灯")], HttpStatusCode.Found);
        (await wang.Page($"/@{wang.Handle}")).QuerySelectorAll(".post .media img").Select(i => i.GetAttribute("alt")).ShouldBe(["人群", "龙灯"]);
    }

    [BothEngines]
    public async Task An_edit_changes_words_and_order_and_what_goes_is_swept(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        var (first, second, never) = (await wang.Sends(Drawings.Png(80, 60)), await wang.Sends(Drawings.Png(90, 60)), await wang.Sends(Drawings.Png(100, 60)));
        var post = (await wang.Shows("两张", first.Text("id"), second.Text("id"))).Text("id");

        var edited = await wang.Json(HttpMethod.Put, $"/api/v1/statuses/{post}", new
        {
            status = "两张",
            media_ids = new[] { second.Text("id"), first.Text("id") },
            media_attributes = new[] { new { id = first.Text("id"), description = "第一张" } },
        });
        edited.GetProperty("media_attachments").Ids().ShouldBe([second.Text("id"), first.Text("id")]);
        edited.GetProperty("media_attachments")[1].Text("description").ShouldBe("第一张");
        // Without their name in it they stay; an empty list takes them away.
        (await wang.Json(HttpMethod.Put, $"/api/v1/statuses/{post}", new { status = "还是两张" })).GetProperty("media_attachments").GetArrayLength().ShouldBe(2);
        (await wang.Json(HttpMethod.Put, $"/api/v1/statuses/{post}", new { status = "没有了", media_ids = Array.Empty<string>() })).GetProperty("media_attachments").GetArrayLength().ShouldBe(0);
        await wang.Json(HttpMethod.Put, $"/api/v1/statuses/{post}", new { status = "两张", media_ids = new[] { first.Text("id"), second.Text("id") } });
        (await wang.Page($"/@{wang.Handle}/{post}/edit".Replace($"/@{wang.Handle}", "/posts", StringComparison.Ordinal))).QuerySelectorAll("[name=media]").Length.ShouldBe(2);

        // Deleted in order to be written anew: for an hour the pictures can be taken along.
        await wang.Deletes(post);
        await town.FilesReady();
        town.Clock.Advance(TimeSpan.FromMinutes(30));
        post = (await wang.Shows("一张", first.Text("id"))).Text("id");
        town.Clock.Advance(TimeSpan.FromMinutes(40));
        await Sweep(town);
        (await town.File(first.Text("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await town.File(second.Text("url"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.File(never.Text("url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        town.Clock.Advance(TimeSpan.FromDays(1));
        await Sweep(town);
        (await town.File(never.Text("url"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await wang.Json($"/api/v1/statuses/{post}")).GetProperty("media_attachments").Ids().ShouldBe([first.Text("id")]);
    }

    [Fact]
    public async Task Nine_pictures_and_no_more_and_nothing_mixed()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微");
        var ids = new List<string>();
        for (var i = 0; i < 10; i++) ids.Add((await wang.Sends(Drawings.Png(20 + i, 20))).Text("id"));

        (await wang.Calls(HttpMethod.Post, "/api/v1/statuses", System.Net.Http.Json.JsonContent.Create(new { status = "十张", media_ids = ids })).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        var nine = await wang.Shows("九张", [.. ids.Take(9)]);
        nine.GetProperty("media_attachments").GetArrayLength().ShouldBe(9);
        (await wang.Page($"/@{wang.Handle}")).QuerySelectorAll(".post .media.n9 img").Length.ShouldBe(9);
    }

    [Fact]
    public async Task Where_the_site_wants_it_offices_describe_their_pictures()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { Settings = s => s.Site.OfficesDescribePictures = true });
        var (office, wang) = (await town.Citizen("微博德阳", kind: AccountKind.Agency), await town.Citizen("王小微"));
        var silent = (await office.Sends(Drawings.Png(40, 40))).Text("id");

        var refused = await office.Calls(HttpMethod.Post, "/api/v1/statuses", System.Net.Http.Json.JsonContent.Create(new { status = "通告", media_ids = new[] { silent } }));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await office.Json(HttpMethod.Put, $"/api/v1/media/{silent}", new { description = "停水通告：明早八点到十点" });
        await office.Shows("通告", silent);
        await wang.Shows("随手拍", (await wang.Sends(Drawings.Png(41, 40))).Text("id"));
    }

    [Fact]
    public async Task An_account_sends_so_much_and_no_more()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { Settings = s => s.Uploads = new() { PerHour = 2, QuotaMegabytes = 1, PictureMegabytes = 1 } });
        var (wang, li) = (await town.Citizen("王小微"), await town.Citizen("李四"));
        await wang.Sends(Drawings.Png(40, 40));
        await wang.Sends(Drawings.Png(40, 40));
        (await wang.Uploads(Drawings.Png(40, 40)).AsRefusal()).ShouldBe(HttpStatusCode.TooManyRequests);
        (await li.Uploads(new byte[3_000_000]).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await li.Uploads([.. Drawings.Png(40, 40), .. new byte[2_000_000]]).AsRefusal()).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await town.Stranger.Uploads(Drawings.Png(40, 40)).AsRefusal()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    internal static async Task Sweep(Town town)
    {
        await town.Use<Zhibo.Media.SweepMedia, bool>(async sweep =>
        {
            await sweep.Run(CancellationToken.None);
            return true;
        });
        town.Clock.Advance(TimeSpan.FromMinutes(20));
        await town.Quiet();
    }

    private static Task<IDocument> Posted(Person person, (string, string) first, (string, string) second, params byte[][] files) =>
        Posted(person, [first, second], HttpStatusCode.OK, files);

    private static async Task<IDocument> Posted(Person person, (string Name, string Value)[] fields, HttpStatusCode expected = HttpStatusCode.OK, params byte[][] files)
    {
        var answer = await person.Send(new HttpRequestMessage(HttpMethod.Post, "/posts") { Content = Sending.Form(("files", files), [.. fields, ("back", "/")]) });
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(expected, html.Length > 400 ? html[..400] : html);
        return await BrowsingContext.New().OpenAsync(page => page.Content(html));
    }
}
