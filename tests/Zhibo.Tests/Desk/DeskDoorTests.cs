using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Accounts;

namespace Zhibo.Tests.Desk;

/// <summary>Who gets to a desk, and what the frame shows of it.</summary>
public sealed class DeskDoorTests
{
    [BothEngines]
    public async Task A_desk_is_there_only_for_those_who_sit_at_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (office, other) = (await town.Office("德阳城管", "chengguan"), await town.Office("德阳交警", "jiaojing"));
        var (editor, elsewhere, handler) = (await town.Staff("小编小李", office), await town.Staff("交警小张", other), await town.Staff("承办人老周", office, SeatRole.Handler));
        var wang = await town.Citizen("王小微", "wang");
        await wang.Posts("@德阳城管 路灯坏了");
        await wang.Posts("@德阳交警 红灯太长");
        await town.Quiet();
        var item = await town.Read(db => db.DeskItems.SingleAsync(i => i.AgencyId == office.AccountId));
        string[] places = ["", "/q/answer", $"/q/answer/{item.Id}", "/activity", "/profile", "/keys", "/events"];

        foreach (var place in places)
        {
            (await town.Stranger.Get("/desk/chengguan" + place)).StatusCode.ShouldBe(HttpStatusCode.SeeOther, place);
            foreach (var person in new[] { wang, elsewhere })
                (await person.Get("/desk/chengguan" + place)).StatusCode.ShouldBe(HttpStatusCode.NotFound, place);
        }
        foreach (var act in new[] { "reply", "aside", "reopen", "take", "give", "note" })
        {
            (await elsewhere.Send(Form($"/desk/chengguan/items/{item.Id}/{act}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, act);
            // Through one's own desk to the item of another.
            (await elsewhere.Send(Form($"/desk/jiaojing/items/{item.Id}/{act}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, act);
        }
        (await elsewhere.Get($"/desk/jiaojing/q/answer/{item.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await editor.Get("/desk/chengguan/q/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await handler.Get("/desk/chengguan/profile")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await handler.Get("/desk/chengguan/q/invitations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await town.Read(db => db.Posts.CountAsync(p => p.AuthorId == office.AccountId))).ShouldBe(0);
        (await town.Read(db => db.DeskNotes.CountAsync())).ShouldBe(0);

        // One seat leads straight to its desk; a seat that was taken away leads nowhere.
        (await editor.Page("/desk")).QuerySelector("h1")!.TextContent.ShouldBe("德阳城管");
        (await wang.Page("/desk")).QuerySelector(".empty")!.TextContent.ShouldContain("席位");
        await town.Write(db =>
        {
            db.Seats.Where(s => s.UserId == editor.UserId).ExecuteDelete();
            db.Raise(new SeatsChanged(editor.UserId));
        });
        (await editor.Get("/desk/chengguan")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task The_frame_shows_the_way_to_those_who_may_go_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (office, other) = (await town.Office("德阳城管", "chengguan"), await town.Office("德阳交警", "jiaojing"));
        var editor = await town.Staff("小编小李", office);
        var admin = await town.Citizen("管理员", role: UserRole.HallAdmin);
        var wang = await town.Citizen("王小微", "wang");
        (await Doors(wang)).ShouldBe(["/search"]);
        (await Doors(editor)).ShouldBe(["/search", "/desk"], ignoreOrder: true);
        (await Doors(admin)).ShouldBe(["/search", "/admin"], ignoreOrder: true);

        await town.Seat(editor, other, SeatRole.Manager);
        await wang.Posts("@德阳交警 红灯太长");
        await town.Quiet();
        var tiles = await editor.Page("/desk");
        tiles.QuerySelectorAll(".desk-tiles a").Select(a => a.GetAttribute("href")).ShouldBe(["/desk/jiaojing", "/desk/chengguan"], ignoreOrder: true);
        tiles.QuerySelector("[href='/desk/jiaojing'] .badge")!.TextContent.ShouldBe("1");
        (await editor.Page("/desk/jiaojing")).QuerySelectorAll(".staff-switch li a").Select(a => a.GetAttribute("href")).ShouldBe(["/desk/chengguan", "/desk/jiaojing", "/desk"], ignoreOrder: true);

        // Only what the seat may see stands in the menu.
        (await editor.Page("/desk/jiaojing")).QuerySelector(".staff-places.wide a[href$='/q/invitations']").ShouldNotBeNull();
        (await editor.Page("/desk/chengguan")).QuerySelector(".staff-places.wide a[href$='/q/invitations']").ShouldBeNull();
    }

    [BothEngines]
    public async Task The_head_of_an_office_changes_what_the_public_reads(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var head = await town.Staff("局长老赵", office, SeatRole.Manager);
        await head.Submits(await head.Page("/desk/chengguan/profile"), "form[action='/desk/chengguan/profile']", ("nickname", "德阳城管"), ("bio", "管街面的事"));
        (await town.Read(db => db.Accounts.SingleAsync(a => a.Id == office.AccountId))).Bio.ShouldBe("管街面的事");
        (await town.Read(db => db.Accounts.SingleAsync(a => a.Id == head.AccountId))).Bio.ShouldBe("");
        var entry = await town.Read(db => db.AuditEntries.SingleAsync());
        (entry.Act, entry.UserId, entry.AccountId).ShouldBe(("profile.changed", head.UserId, office.AccountId));
        var page = await head.Submits(await head.Page("/desk/chengguan/profile"), "form[action='/desk/chengguan/profile']", HttpStatusCode.UnprocessableEntity, ("nickname", "x\u202E"), ("bio", "管街面的事"));
        page.QuerySelector("[aria-invalid=true]")!.Id.ShouldBe("f-nickname");
    }

    [BothEngines]
    public async Task Whoever_manages_an_office_keeps_what_the_register_says_of_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var (head, editor) = (await town.Staff("局长老赵", office, SeatRole.Manager), await town.Staff("小编小李", office));
        const string Form = "form[action='/desk/chengguan/register']";
        var page = await head.Submits(await head.Page("/desk/chengguan/profile"), Form,
            ("contact", "赵局长"), ("phone", "0838-2501234"), ("address", "东街1号"), ("hours", "工作日 9:00–17:00"), ("duties", "占道经营\n户外广告"));
        page.QuerySelector(".notice.good, [role=status]")!.TextContent.ShouldContain("已保存");
        page.QuerySelector("#f-duties")!.TextContent.Trim().ShouldBe("占道经营\n户外广告");
        var agency = await town.Read(db => db.Agencies.SingleAsync());
        (agency.Contact, agency.Phone, agency.Address, agency.Hours).ShouldBe(("赵局长", "0838-2501234", "东街1号", "工作日 9:00–17:00"));
        var entry = await town.Read(db => db.AuditEntries.SingleAsync());
        (entry.Act, entry.UserId, entry.AccountId, entry.Detail).ShouldBe(("agency.changed", head.UserId, office.AccountId, "chengguan: contact phone address hours duties"));
        (await town.Stranger.Page("/@chengguan")).Body!.TextContent.ShouldContain("0838-2501234");
        // The desk says so in words.
        (await head.Page("/desk/chengguan/activity")).QuerySelector(".activity")!.TextContent.ShouldContain("修改登记信息");

        page = await head.Submits(page, Form, HttpStatusCode.UnprocessableEntity, ("phone", new string('1', 121)));
        page.QuerySelector("[aria-invalid=true]")!.Id.ShouldBe("f-phone");
        var post = new KeyValuePair<string, string>[] { new("phone", "1") };
        (await editor.Send(new(HttpMethod.Post, "/desk/chengguan/register") { Content = new FormUrlEncodedContent(post) })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        await town.Write(db =>
        {
            db.Agencies.Single().State = AgencyState.Frozen;
            db.Raise(new AgencyChanged(office.AccountId));
        });
        (await head.Page("/desk/chengguan/profile")).QuerySelector(Form).ShouldBeNull();
        (await head.Send(new(HttpMethod.Post, "/desk/chengguan/register") { Content = new FormUrlEncodedContent(post) })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await town.Read(db => db.Agencies.SingleAsync())).Phone.ShouldBe("0838-2501234");
    }

    [BothEngines]
    public async Task A_frozen_office_reads_and_says_nothing(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var editor = await town.Staff("小编小李", office);
        await (await town.Citizen("王小微", "wang")).Posts("@德阳城管 路灯坏了");
        await town.Quiet();
        await town.Write(db =>
        {
            db.Agencies.Where(a => a.Id == office.AccountId).ExecuteUpdate(set => set.SetProperty(a => a.State, AgencyState.Frozen));
            db.Raise(new AgencyChanged(office.AccountId));
        });
        var item = await town.OnlyItem();
        (await editor.Page($"/desk/chengguan/q/answer/{item.Id}")).QuerySelector(".item-reply").ShouldBeNull();
        (await editor.Send(Form($"/desk/chengguan/items/{item.Id}/reply", ("text", "还是答一句")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await town.Read(db => db.Posts.CountAsync())).ShouldBe(1);
    }

    private static async Task<string[]> Doors(Person person) => [.. (await person.Page("/")).QuerySelectorAll(".rail .door").Select(d => d.GetAttribute("href")!)];

    private static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Append(("reason", "没有席位")).Append(("note", "没有席位")).Select(f => KeyValuePair.Create(f.Item1, f.Item2))) };
}
