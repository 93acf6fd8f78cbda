using System.Diagnostics;
using System.Net;
using System.Text;
using Zhibo.Documents;
using Zhibo.Documents.Files;
using Zhibo.Documents.Reading;
using Zhibo.Shared;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Documents;

/// <summary>Texts and files that mean no good.</summary>
public sealed class HostileDocumentTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[点我](javascript:alert(1))")]
    [InlineData("[点我](JaVaScRiPt:alert(1))")]
    [InlineData("[点我](&#106;avascript:alert(1))")]
    [InlineData("[点我](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("![图](https://elsewhere.example/pixel.png)")]
    [InlineData("<https://a.example/\"onmouseover=\"alert(1)>")]
    [InlineData("[a](https://a.example \"t\" onclick=alert(1))")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("<style>body{display:none}</style>")]
    [InlineData("```html\n</code></pre><script>alert(1)</script>\n```")]
    [InlineData("| <b onclick=x> | `</td><script>` |\n|---|---|\n| a | b |")]
    [InlineData("正文\u202Ecod.exe")]
    public void Nothing_that_runs_loads_or_deceives_comes_out(string body)
    {
        var html = MarkdownPage.Html(body, "表\"格<b>");
        html.ShouldNotContain("\u202E");
        foreach (var element in new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*"))
        {
            new[] { "h2", "h3", "p", "pre", "code", "a", "div", "table", "thead", "tbody", "tr", "th", "td" }.ShouldContain(element.LocalName);
            element.Attributes.Select(a => a.Name).ShouldBeSubsetOf(["href", "rel", "tabindex", "role", "aria-label", "class"]);
            if (element.GetAttribute("href") is { } href) href.ShouldStartWith("https://");
        }
    }

    [Fact]
    public void What_people_write_comes_out_as_they_mean_it()
    {
        var html = MarkdownPage.Html("### 一、总则\n\n见 https://a.example/b_c，以及[办法](https://b.example \"t\")。\n\n###### 小节\n\n![图](https://c.example/p.png)\n\n<b>粗</b> & **重**\n", "表格");
        html.ShouldContain("<h2>一、总则</h2>");
        html.ShouldContain("<h3>小节</h3>");
        html.ShouldContain("<a href=\"https://a.example/b_c\" rel=\"nofollow noopener noreferrer\">https://a.example/b_c</a>，以及");
        html.ShouldContain("<a href=\"https://b.example\" rel=\"nofollow noopener noreferrer\">办法</a>");
        html.ShouldContain("<a href=\"https://c.example/p.png\" rel=\"nofollow noopener noreferrer\">图</a>");
        html.ShouldContain("&lt;b&gt;粗&lt;/b&gt; &amp; <strong>重</strong>");
        MarkdownPage.Plain("# 标题\n\n| 甲 | 乙 |\n|---|---|\n| 一 | **二** |\n").Split('\n').ShouldBe(["标题", "甲", "乙", "一", "二"]);
    }

    /// <summary>Taken or refused, but at once.</summary>
    [Fact]
    public void A_text_made_to_keep_the_server_busy_does_not()
    {
        string[] texts =
        [
            new('>', DocumentText.LongestBody), new('>', 5_000_000), new('[', DocumentText.LongestBody), Repeat("[a](", 15_000), Repeat("[a](", 999), Repeat("[a][", 499) + new string(']', 100), Repeat("*a_ ", 2_999), Repeat("**a ", 2_999), Repeat("`a ", 5_999), Repeat("**a ", 15_000), Repeat("*a_ ", 15_000), Repeat("> ", 30_000), Repeat("- ", 30_000),
            Repeat("1. ", 20_000), Repeat("`a``b", 12_000), Repeat("|a", 30_000), Repeat("|a", 40) + "\n" + Repeat("|-", 40) + "|\n" + Repeat("|\n", 29_000), "|a|b|\n|-|-|\n" + Repeat("|c|d|\n", 5_000),
            string.Concat(Enumerable.Range(0, 340).Select(n => new string(' ', n) + "- a\n")), Repeat("<a ", 20_000), Repeat("&amp", 15_000), Repeat("![](", 15_000), Repeat("a\n\n", 20_000), Repeat("http://a.cn/", 5_000), Repeat("a*", 30_000), Repeat("[a]: b\n", 5_999),
        ];
        List<string> slow = [];
        foreach (var text in texts)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                var read = DocumentText.Read(new() { Title = "x", Body = text });
                MarkdownPage.Html(read.Body, "表格");
                MarkdownPage.Plain(read.Body);
            }
            catch (Refusal) { }
            if (Stopwatch.GetElapsedTime(started) is { TotalSeconds: > 3 } took) slow.Add($"{text[..20]} {took}");
        }
        slow.ShouldBeEmpty();

        static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
    }

    [Theory]
    [InlineData("德府办发〔2018〕12号", "德府办发〔2018〕12号")]
    [InlineData("德府办发 (2018) 第12号", "德府办发〔2018〕12号")]
    [InlineData("德府办发［２０１８］１２号", "德府办发〔2018〕12号")]
    [InlineData("德府办发【2018】 12 号", "德府办发〔2018〕12号")]
    [InlineData("通告第3号", "通告第3号")]
    public void A_number_has_one_form(string typed, string usual) => DocumentText.Read(new() { Title = "x", Number = typed }).Number.ShouldBe(usual);

    [Theory]
    [InlineData("..\\..\\windows\\a.pdf", "a.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("收据\u202Efdp.exe", "收据fdp.exe.pdf")]
    [InlineData("a\"; filename=\"b.exe", "a; filename=b.exe.pdf")]
    [InlineData("", "file.pdf")]
    public void A_file_bears_a_harmless_name(string sent, string kept) => ReceiveFile.NameOf(sent, PaperFormat.Pdf).ShouldBe(kept);

    [BothEngines]
    public async Task A_file_is_what_its_bytes_say_or_it_is_not_taken(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { Settings = s => s.Uploads.DocumentMegabytes = 1 });
        var (_, editor) = await town.OfficeWithEditor();
        var pdf = DocumentTown.Pdf;
        foreach (var (file, name, format) in new[] { (pdf, "x.exe", "pdf"), (DocumentTown.Docx, "x", "docx"), (DocumentTown.Zip("OFD.xml", "Doc_0/Document.xml"), "x.ofd", "ofd"), (DocumentTown.Zip("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "x.pdf", "xlsx") })
        {
            var answer = await editor.SendsPaper(file, name);
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, name);
            using var kept = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            (kept.RootElement.Text("format"), kept.RootElement.Text("name")).ShouldBe((format, "x" + (name is "x.exe" ? ".exe" : name == "x.pdf" ? ".pdf" : "") + "." + format));
        }
        var docx = DocumentTown.Docx;
        (byte[] File, string Code)[] refused =
        [
            ([], "documents.file.empty"), (Encoding.ASCII.GetBytes("MZ a program"), "documents.file.unknown"), ([0xFF, 0xD8, 0xFF, 0xE0], "documents.file.unknown"),
            (pdf[..20], "documents.file.broken"), ([.. pdf, .. new byte[3000]], "documents.file.broken"), ([.. "<html>"u8, .. pdf], "documents.file.unknown"),
            ([.. "%PDF-1.4\n<ScRiPt>alert(1)</script>\n%%EOF"u8], "documents.file.twofold"), ([.. "%PDF-1.4\n"u8, .. docx, .. "%%EOF"u8], "documents.file.twofold"),
            ([.. docx, .. "trailing"u8], "documents.file.twofold"), ([.. "PK\x03\x04"u8, .. docx], "documents.file.twofold"), (docx[..^5], "documents.file.broken"),
            (DocumentTown.Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/vbaProject.bin"), "documents.file.macros"),
            (DocumentTown.Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml", "xl/workbook.xml"), "documents.file.unknown"),
            (DocumentTown.Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/media/run.exe"), "documents.file.programs"),
            (DocumentTown.Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml", "../../up.xml"), "documents.file.broken"),
            (DocumentTown.Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml", "Word/document.xml"), "documents.file.broken"),
            (DocumentTown.Zip([.. Enumerable.Range(0, 3_100).Select(n => $"a{n}")]), "documents.file.too_many_parts"),
            (DocumentTown.Zip("a.txt"), "documents.file.unknown"), (Bomb(docx), "documents.file.bomb"),
        ];
        foreach (var (file, code) in refused)
            (await editor.Fails(HttpMethod.Post, "/documents/files", DocumentTown.Paper(file, "x.docx"))).ShouldBe((HttpStatusCode.UnprocessableEntity, code), Convert.ToBase64String(file.AsSpan(0, Math.Min(40, file.Length))));
        (await editor.Fails(HttpMethod.Post, "/documents/files", DocumentTown.Paper([.. "%PDF-1.4\n"u8, .. new byte[1_100_000], .. "%%EOF"u8], "x.pdf"))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        Directory.EnumerateFileSystemEntries(Path.Combine(town.Database.Folder.FullName, "media", ".arriving")).ShouldBeEmpty();
    }

    [BothEngines]
    public async Task A_file_is_handed_out_to_be_saved_in_parts_too(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (_, editor) = await town.OfficeWithEditor();
        await editor.SendsPaper(DocumentTown.Pdf, "时限表.pdf");
        var file = (await town.Read(db => Task.FromResult(db.DocumentFiles.Single()))).Id;
        var draft = (await editor.Does(HttpMethod.Post, "/documents", new { title = "x", body = "y", files = new[] { file.ToString(System.Globalization.CultureInfo.InvariantCulture) } })).Text("id");
        var url = new Uri((await editor.Does(HttpMethod.Post, $"/documents/{draft}/publish", new { })).GetProperty("files")[0].Text("url")).PathAndQuery;

        var whole = await town.Stranger.Get(url);
        (await whole.Content.ReadAsByteArrayAsync()).ShouldBe(DocumentTown.Pdf);
        var headers = whole.Headers;
        (whole.Content.Headers.ContentType!.MediaType, whole.Content.Headers.ContentDisposition!.DispositionType, whole.Content.Headers.ContentDisposition.FileNameStar).ShouldBe(("application/pdf", "attachment", "时限表.pdf"));
        (headers.GetValues("X-Content-Type-Options").Single(), headers.GetValues("Content-Security-Policy").Single()).ShouldBe(("nosniff", "default-src 'none'; sandbox"));
        headers.Contains("Set-Cookie").ShouldBeFalse();
        var part = new HttpRequestMessage(HttpMethod.Get, url);
        part.Headers.Range = new(0, 4);
        var answer = await town.Stranger.Send(part);
        (answer.StatusCode, await answer.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.PartialContent, "%PDF-"));
        var known = new HttpRequestMessage(HttpMethod.Get, url);
        known.Headers.IfNoneMatch.Add(headers.ETag!);
        (await town.Stranger.Send(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await town.Stranger.Send(new(HttpMethod.Head, url))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The directory says of its first entry that it unpacks to a gigabyte.</summary>
    private static byte[] Bomb(byte[] zip)
    {
        var bomb = zip.ToArray();
        var entry = bomb.AsSpan().IndexOf("PK\x01\x02"u8);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(entry + 24), 1_000_000_000);
        return bomb;
    }
}
