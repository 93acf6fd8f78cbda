using Microsoft.Playwright;
using Zhibo.Tests;
using Zhibo.Tests.Desk;

namespace Zhibo.Conformance;

/// <summary>公文 as an editor writes it and as people read it.</summary>
public sealed class DocumentJourneys(Browser browser)
{
    public static TheoryData<Eyes> Everybody => [new Eyes(Screen.Phone), new Eyes(Screen.SmallPhone, Script: false), new Eyes(Screen.Desktop, Dark: true)];

    private const string Body = "各区县：\n\n# 一、谁来办\n\n**首问负责**，不得推诿。\n\n| 类别 | 先回话 | 办完 | 举例 |\n|---|---|---|---|\n| 急事 | 30 分钟 | 当天 | 停水停电、井盖丢失 |\n\n- 说清楚查了什么\n- 说清楚什么时候办好\n";

    [Theory, MemberData(nameof(Everybody))]
    public async Task Written_published_read_and_corrected(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var office = await town.Office("微博德阳", "weibodeyang");
        var editor = await town.Staff("小编", office);
        await using var desk = await Journey.Begin(browser, town, eyes, editor);
        await desk.Opens("/desk/weibodeyang/documents");
        await desk.Presses("main a[href='/desk/weibodeyang/documents/new']");
        await desk.Looks();
        await desk.Types("main input[name=title]", "关于进一步做好诉求办理工作的通知");
        await desk.Types("main input[name=number]", "德府办发[2018]12号");
        await desk.Types("main textarea[name=body]", Body);
        await desk.Page.Locator("main input[name=files]").SetInputFilesAsync(new FilePayload { Name = "不是公文.pdf", MimeType = "application/pdf", Buffer = "MZ"u8.ToArray() });
        await desk.Presses("main button[value=attach]");
        await desk.Sees("只收 PDF");
        await desk.Looks();
        await desk.Page.Locator("main input[name=files]").SetInputFilesAsync(new FilePayload { Name = "办理时限表.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"u8.ToArray() });
        await desk.Presses("main .form-end button.main");
        await desk.Sees("办理时限表.pdf");
        await desk.Looks();
        await desk.Presses("main a[href$='/publish']");
        await desk.Looks();
        await desk.Presses("main form[action$='/publish'] button.main");
        await desk.Sees("德府办发〔2018〕12号");

        await using var reader = await Journey.Begin(browser, town, eyes);
        await reader.Opens("/@weibodeyang");
        await reader.Presses("main .paper-card");
        await reader.Sees("不得推诿");
        await reader.Looks();
        await reader.Opens("/@weibodeyang/documents");

        var id = new Uri(desk.Page.Url).AbsolutePath.Split('/')[^1];
        await desk.Page.GotoAsync($"/desk/weibodeyang/documents/{id}/edit");
        await desk.Types("main textarea[name=body]", Body.Replace("30 分钟", "20 分钟", StringComparison.Ordinal));
        await desk.Types("main input[name=reason]", "时限有误");
        await desk.Presses("main .form-end button.main");
        await reader.Opens($"/documents/{id}/history");
        await reader.Sees("时限有误");
        await desk.Page.GotoAsync($"/desk/weibodeyang/documents/{id}/withdraw");
        await desk.Looks();
        await desk.Types("main input[name=reason]", "由新办法代替");
        await desk.Presses("main form[action$='/withdraw'] button.danger");
        await reader.Opens($"/documents/{id}");
        await reader.Sees("由新办法代替");
    }
}
