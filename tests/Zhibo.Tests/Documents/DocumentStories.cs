using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Audit;
using Zhibo.Documents;
using Zhibo.Posts;
using Zhibo.Posts.Writing;
using Zhibo.Shared;
using Zhibo.Tests.ClientApi;
using Zhibo.Tests.Desk;
using Zhibo.Tests.Search;

namespace Zhibo.Tests.Documents;

/// <summary>公文, from the first draft to its end.</summary>
public sealed class DocumentStories
{
    [BothEngines]
    public async Task Written_at_the_desk_looked_at_and_published_on_a_post(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (office, editor) = await town.OfficeWithEditor();
        var form = await editor.Page("/desk/weibodeyang/documents/new");
        form.QuerySelector("textarea[name=issuers]")!.TextContent.Trim().ShouldBe("微博德阳办公室");

        // Without script: the file goes with the form, and comes back named in it.
        (string, string)[] typed = [("title", "关于诉求办理工作的通知"), ("issuers", "德阳市人民政府办公室\n德阳市效能办"), ("number", "德府办发 [2018] 第 12 号"), ("issued_on", "2018-05-03"), ("body", DocumentTown.Body)];
        var again = await editor.Send(new(HttpMethod.Post, "/desk/weibodeyang/documents") { Content = DocumentTown.Paper(DocumentTown.Pdf, "办理时限表.exe.pdf", "files", [.. typed, ("act", "attach")]) });
        var file = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await again.Content.ReadAsStringAsync()).QuerySelector("input[name=file]")!.GetAttribute("value")!;
        (await town.Read(db => db.Documents.CountAsync())).ShouldBe(0);
        var preview = await editor.Page((await editor.Send(new(HttpMethod.Post, "/desk/weibodeyang/documents") { Content = DocumentTown.Paper(DocumentTown.Docx, "申请表.docx", "files", [.. typed, ("file", file)]) })).Headers.Location!.OriginalString);
        preview.QuerySelector(".paper-sheet h1")!.TextContent.ShouldBe("关于诉求办理工作的通知");
        preview.QuerySelectorAll(".sheet-files li").Select(li => li.QuerySelector("a")!.TextContent).ShouldBe(["办理时限表.exe.pdf", "申请表.docx"]);
        var id = (await town.Read(db => db.Documents.SingleAsync())).Id;
        var atDesk = preview.QuerySelector(".sheet-files a")!.GetAttribute("href")!;

        // Nobody else knows of a draft.
        foreach (var person in new[] { town.Stranger, await town.Citizen("路人") })
        {
            (await person.Get($"/documents/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await person.Calls(HttpMethod.Get, $"/api/zhibo/v1/documents/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await person.Get($"/media/papers/{file}/x.pdf")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await person.Get(atDesk)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
            (await person.Get($"/desk/weibodeyang/documents/{id}")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        }
        (await editor.Get(atDesk)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var ask = await editor.Page($"/desk/weibodeyang/documents/{id}/publish");
        ask.QuerySelector("textarea[name=text]")!.TextContent.Trim().ShouldBe("《关于诉求办理工作的通知》 德府办发〔2018〕12号");
        var published = await editor.Submits(ask, "form[action$='/publish']");
        var post = (await town.Read(db => db.Posts.SingleAsync(p => p.DocumentId == id))).Id;
        (published.QuerySelector(".paper-sheet .num")!.TextContent, published.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!).ShouldBe(("德府办发〔2018〕12号", new Uri(town.Address, $"/documents/{id}").AbsoluteUri));

        var sheet = await town.Stranger.Page($"/documents/{id}");
        sheet.QuerySelectorAll(".issuer").Select(i => i.TextContent).ShouldBe(["德阳市人民政府办公室", "德阳市效能办"]);
        sheet.QuerySelector(".sheet-body h2")!.TextContent.ShouldBe("一、谁来办");
        sheet.QuerySelector(".sheet-body .wide td")!.TextContent.ShouldBe("急事");
        sheet.QuerySelector("a[href='/posts/" + post + "']").ShouldNotBeNull();
        var card = (await town.Stranger.Page("/@weibodeyang")).QuerySelector(".paper-card")!;
        (card.GetAttribute("href"), card.QuerySelector("b")!.TextContent).ShouldBe(($"/documents/{id}", "关于诉求办理工作的通知"));
        card.TextContent.ShouldContain("附件 2 个");
        (await town.Stranger.Page("/@weibodeyang/documents")).QuerySelectorAll(".papers a").Select(a => a.GetAttribute("href")).ShouldBe([$"/documents/{id}"]);
        var acts = await town.Read(db => db.AuditEntries.Where(e => e.AccountId == office.AccountId).Select(e => new { e.Act, e.Subject, e.UserId }).ToListAsync());
        acts.ShouldContain(a => a.Act == "document.published" && a.Subject == $"document {id}" && a.UserId == editor.UserId);
        // A second press of the button is one document, on one post.
        (await editor.Get($"/desk/weibodeyang/documents/{id}/publish")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await editor.Fails(HttpMethod.Post, $"/documents/{id}/publish", new { })).ShouldBe((HttpStatusCode.Conflict, "documents.published_already"));
        (await town.Read(db => db.Posts.CountAsync())).ShouldBe(1);
    }

    [BothEngines]
    public async Task Its_card_goes_wherever_its_post_goes_and_the_search_finds_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { Settings = s => s.Site.Domain = "zhibo.example" });
        var (_, editor) = await town.OfficeWithEditor();
        var li = await town.Citizen("李学珍");
        var (id, post) = await editor.Issues("关于夜市的通告", "德交发(2018)27号", "停车到文庙停车场，共三百二十个车位。");
        var quote = (await li.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "大家看看", quoted_status_id = post })).Text("id");

        var status = (await li.Json($"/api/v1/statuses/{post}")).GetProperty("card");
        (status.Text("type"), status.Text("url"), status.Text("title"), status.Text("description")).ShouldBe(("link", $"https://zhibo.example/documents/{id}", "关于夜市的通告", "德交发〔2018〕27号 · 微博德阳办公室"));
        (await town.Stranger.Page($"/@{li.Handle}/{quote}")).QuerySelector(".quote .paper-card").ShouldNotBeNull();
        foreach (var path in new[] { "/feeds/accounts/weibodeyang.rss", "/feeds/documents/weibodeyang.atom" })
            (await (await town.Stranger.Get(path)).Content.ReadAsStringAsync()).ShouldContain($"https://zhibo.example/documents/{id}");
        (await (await town.Stranger.Get($"/embed/posts/{post}")).Content.ReadAsStringAsync()).ShouldContain("paper-card");
        (await (await town.Stranger.Get("/sitemaps/documents-1.xml")).Content.ReadAsStringAsync()).ShouldContain($"https://zhibo.example/documents/{id}<");
        (await town.Stranger.Get($"/oembed?url=https%3A%2F%2Fzhibo.example%2Fdocuments%2F{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var linked = System.Text.Json.JsonDocument.Parse((await town.Stranger.Page($"/documents/{id}")).QuerySelector("script[type='application/ld+json']")!.TextContent);
        (linked.RootElement.Text("@type"), linked.RootElement.Text("identifier"), linked.RootElement.GetProperty("publisher").Text("@type")).ShouldBe(("DigitalDocument", "德交发〔2018〕27号", "GovernmentOrganization"));
        Zhibo.Tests.Feeds.SchemaOrg.Read().Faults(linked.RootElement).ShouldBeEmpty();

        await town.Indexed();
        foreach (var words in new[] { "德交发〔2018〕27号", "德交发[2018]第27号", "文庙停车场", "夜市", "廿" })
            (await town.Stranger.Finds(words)).ShouldBe(words == "廿" ? [] : ["《关于夜市的通告》 德交发〔2018〕27号"], words);
        await editor.Does(HttpMethod.Patch, $"/documents/{id}", new { body = "停车改到体育中心，共廿四个车位。", reason = "文庙停车场检修" });
        await town.Indexed();
        (await town.Stranger.Finds("文庙停车场")).ShouldBeEmpty();
        (await town.Stranger.Finds("廿")).Length.ShouldBe(1);
    }

    [BothEngines]
    public async Task Corrected_withdrawn_and_gone_with_its_post(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (office, editor) = await town.OfficeWithEditor();
        var file = (await editor.SendsPaper(DocumentTown.Pdf, "附件一.pdf")).Headers.Location;
        file.ShouldBeNull();
        var paper = (await town.Read(db => db.DocumentFiles.SingleAsync())).Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var draft = (await editor.Does(HttpMethod.Post, "/documents", new { title = "停水通知", body = "周一停水。\n\n请备好水。", files = new[] { paper } })).Text("id");
        var post = (await editor.Does(HttpMethod.Post, $"/documents/{draft}/publish", new { text = "下周停水，请备水" })).Text("post_id");
        (await town.Stranger.Get($"/media/papers/{paper}/whatever")).Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("附件一.pdf");
        await town.Stranger.Page("/city");

        (await editor.Fails(HttpMethod.Patch, $"/documents/{draft}", new { title = "改" })).Code.ShouldBe("documents.needs_reason");
        town.Clock.Advance(TimeSpan.FromHours(1));
        var corrected = await editor.Does(HttpMethod.Patch, $"/documents/{draft}", new { title = "停水通知（更正）", body = "周二停水。\n\n请备好水。", reason = "日期有误", files = Array.Empty<string>() });
        corrected.Number("version").ShouldBe(1);
        (await town.Stranger.Page("/city")).QuerySelector(".paper-card b")!.TextContent.ShouldBe("停水通知（更正）");
        (await town.Stranger.Page($"/documents/{draft}")).QuerySelector(".sheet-foot .edited").ShouldNotBeNull();
        var history = await town.Stranger.Page($"/documents/{draft}/history");
        history.QuerySelectorAll(".knots > li").Length.ShouldBe(2);
        (history.QuerySelector("del")!.TextContent, history.QuerySelector("ins")!.TextContent).ShouldNotBe(("", ""));
        history.Body!.TextContent.ShouldContain("日期有误");
        (await town.Stranger.Get($"/media/papers/{paper}/x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        town.Clock.Advance(TimeSpan.FromHours(1));
        await town.Quiet();
        Directory.EnumerateFiles(Path.Combine(town.Database.Folder.FullName, "media"), "paper.*", SearchOption.AllDirectories).ShouldBeEmpty();

        await editor.Submits(await editor.Page($"/desk/weibodeyang/documents/{draft}/withdraw"), "form[action$='/withdraw']", ("reason", "已恢复供水"));
        var withdrawn = await town.Stranger.Page($"/documents/{draft}");
        withdrawn.QuerySelector(".notice")!.TextContent.ShouldContain("已恢复供水");
        withdrawn.QuerySelector(".sheet-body")!.TextContent.ShouldContain("周二停水");
        (await town.Stranger.Page("/city")).QuerySelector(".paper-card .paper-gone").ShouldNotBeNull();
        (await editor.Fails(HttpMethod.Patch, $"/documents/{draft}", new { title = "再改", reason = "x" })).Code.ShouldBe("documents.withdrawn_already");

        await editor.Calls(HttpMethod.Delete, $"/api/v1/statuses/{post}", null, ("Zhibo-Act-As", "weibodeyang"));
        var gone = await town.Stranger.Get($"/documents/{draft}");
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var notice = await gone.Content.ReadAsStringAsync();
        notice.ShouldContain("微博德阳");
        notice.ShouldNotContain("停水");
        (await town.Stranger.Get($"/documents/{draft}/history")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Read(db => db.DocumentEdits.CountAsync())).ShouldBe(0);
        (await town.Read(db => db.AuditEntries.Where(e => e.AccountId == office.AccountId && e.Act.StartsWith("document.")).OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()))
            .ShouldBe(["document.published", "document.edited", "document.withdrawn"]);
        (await town.Use<VerifyAudit, VerifyAudit.Outcome>(verify => verify.Run(TestContext.Current.CancellationToken))).ShouldNotBeNull();
    }

    [BothEngines]
    public async Task Only_those_who_speak_for_an_office_issue_documents(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (office, editor) = await town.OfficeWithEditor();
        var (_, other) = await town.OfficeWithEditor("德阳城管", "deyangchengguan");
        var handler = await town.Staff("接待员", office, Zhibo.Agencies.Seats.SeatRole.Handler);
        var wang = await town.Citizen("王小微");
        var draft = (await editor.Does(HttpMethod.Post, "/documents", new { title = "通知", body = "正文" })).Text("id");
        var file = (await editor.SendsPaper(DocumentTown.Pdf, "a.pdf")).StatusCode;
        file.ShouldBe(HttpStatusCode.Created);

        (await wang.Fails(HttpMethod.Post, "/documents", new { title = "我也发一份" }, office: null)).ShouldBe((HttpStatusCode.Forbidden, "documents.offices_only"));
        (await wang.Fails(HttpMethod.Post, "/documents", new { title = "冒名" })).ShouldBe((HttpStatusCode.Forbidden, "accounts.no_seat"));
        (await handler.Fails(HttpMethod.Post, "/documents", new { title = "没有权" })).ShouldBe((HttpStatusCode.Forbidden, "accounts.no_right"));
        (await town.Stranger.Fails(HttpMethod.Post, "/documents", new { title = "谁" }, office: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await wang.SendsPaper(DocumentTown.Pdf, "a.pdf")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var path in new[] { "", "/new", $"/{draft}", $"/{draft}/edit", $"/{draft}/publish" })
        {
            (await wang.Get("/desk/weibodeyang/documents" + path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await handler.Get("/desk/weibodeyang/documents" + path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
        // What belongs to another office does not exist here: neither the draft nor the file.
        foreach (var (method, path, body) in new (HttpMethod, string, object)[] { (HttpMethod.Patch, "", new { title = "改" }), (HttpMethod.Post, "/publish", new { }), (HttpMethod.Post, "/withdraw", new { reason = "x" }), (HttpMethod.Delete, "", new { }) })
            (await other.Fails(method, $"/documents/{draft}{path}", body, "deyangchengguan")).ShouldBe((HttpStatusCode.NotFound, "documents.not_found"));
        (await other.Get($"/desk/deyangchengguan/documents/{draft}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var paper = (await town.Read(db => db.DocumentFiles.SingleAsync())).Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await other.Fails(HttpMethod.Post, "/documents", new { title = "借用", files = new[] { paper } }, "deyangchengguan")).Code.ShouldBe("documents.file.gone");
        // For followers only there are no documents.
        var quietly = new CreatePost.Input(office.AccountId, "只给粉丝") { ActingUser = editor.UserId, Visibility = Visibility.Followers, Document = new(long.Parse(draft, null), new(2018, 5, 3)) };
        (await Should.ThrowAsync<Refusal>(() => town.Use<CreatePost, Post>(create => create.Run(quietly, TestContext.Current.CancellationToken)))).Word.ShouldBe("posts.publishing.public_only");
        // Not whole yet.
        var empty = (await editor.Does(HttpMethod.Post, "/documents", new { title = "只有标题" })).Text("id");
        (await editor.Fails(HttpMethod.Post, $"/documents/{empty}/publish", new { })).Code.ShouldBe("documents.needs_body");
        (await town.Read(db => db.Posts.CountAsync())).ShouldBe(0);
        await editor.Does(HttpMethod.Delete, $"/documents/{empty}");
        (await town.Read(db => db.Documents.CountAsync(d => d.State == DocumentState.Draft))).ShouldBe(1);
        // What no document took is swept after a day.
        town.Clock.Advance(TimeSpan.FromHours(25));
        await town.Use<Zhibo.Documents.Files.SweepPapers, bool>(async sweep => { await sweep.Run(TestContext.Current.CancellationToken); return true; });
        (await town.Read(db => db.DocumentFiles.CountAsync())).ShouldBe(0);
    }
}
