using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Tests.Accounts;

namespace Zhibo.Tests.Admin;

public sealed class PeopleStories
{
    [BothEngines]
    public async Task A_registration_is_approved_or_refused_with_a_reason(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine, s => s.Site.Registration = Registration.Approval);
        var admin = await story.Town.Citizen("管理员", role: UserRole.HallAdmin);
        foreach (var (handle, nickname, email) in new[] { ("chen", "陈学珍", "chen@x.example"), ("spam", "卖药的", "spam@x.example") })
        {
            var stranger = story.Town.Stranger;
            await stranger.Submits(await stranger.Page("/sign-up"), "form[action='/sign-up']",
                ("handle", handle), ("nickname", nickname), ("password", AccountTown.Password), ("email", email), ("reason", "想<b>问</b>路灯"));
        }
        // An address counts once it is confirmed.
        await story.Town.Write(db => { db.Users.Where(u => u.Role == UserRole.Citizen).ExecuteUpdate(set => set.SetProperty(u => u.Email, u => "u" + u.Id + "@x.example")); });
        await story.Town.Quiet();
        story.Mail.Letters.Clear();

        var page = await admin.Page("/admin/registrations");
        page.QuerySelectorAll(".rows li").Length.ShouldBe(2);
        page.QuerySelector(".rows .said")!.TextContent.ShouldBe("想<b>问</b>路灯");
        page.QuerySelector(".staff-places.wide [data-count=registrations]")!.TextContent.ShouldBe("2");
        page = await admin.Submits(page, "form[action='/admin/registrations/chen/approve']");
        page = await admin.Submits(page, "form[action='/admin/registrations/spam/refuse']", ("reason", "这里不卖药"));
        page.QuerySelector(".empty").ShouldNotBeNull();
        (await story.UserOf("chen")).Status.ShouldBe(UserStatus.Active);
        (await story.Town.Read(db => db.Accounts.AnyAsync(a => a.Handle == "spam"))).ShouldBeFalse();
        await story.Town.Quiet();
        story.Mail.Letters.ShouldContain(l => l.Text.Contains("这里不卖药", StringComparison.Ordinal));
        (await story.Town.Read(db => db.AuditEntries.Where(e => e.UserId == admin.UserId).OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()))
            .ShouldBe(["registration.approved", "registration.refused"]);
        // The other administrator had the page open.
        (await admin.Send(new(HttpMethod.Post, "/admin/registrations/chen/approve"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [BothEngines]
    public async Task Roles_belong_to_operators_and_nobody_shuts_those_above(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (boss, admin, wang) = (await town.Citizen("运维", "boss", role: UserRole.Operator), await town.Citizen("管理员", "admin2", role: UserRole.HallAdmin), await town.Citizen("王小微", "wang"));
        await boss.Submits(await boss.Page("/admin/users"), "form[action='/admin/users/wang/role']", ("role", "halladmin"));
        (await wang.Get("/admin")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await boss.Submits(await boss.Page("/admin/users"), "form[action='/admin/users/wang/role']", ("role", "citizen"));
        (await wang.Get("/admin")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await Post(admin, "/admin/users/wang/role", ("role", "operator"))).ShouldBe(HttpStatusCode.Forbidden);
        (await Post(wang, "/admin/users/wang/role", ("role", "operator"))).ShouldBe(HttpStatusCode.Forbidden);
        (await Post(boss, "/admin/users/boss/role", ("role", "citizen"))).ShouldBe(HttpStatusCode.Conflict);
        (await Post(boss, "/admin/users/wang/role", ("role", "7"))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Post(admin, "/admin/users/boss/disable")).ShouldBe(HttpStatusCode.Forbidden);
        (await Post(boss, "/admin/users/nobody/disable")).ShouldBe(HttpStatusCode.NotFound);

        await admin.Submits(await admin.Page("/admin/users?q=wang"), "form[action='/admin/users/wang/disable']");
        (await wang.Get("/settings")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await admin.Submits(await admin.Page("/admin/users?q=wang"), "form[action='/admin/users/wang/enable']");
        (await town.Read(db => db.Users.SingleAsync(u => u.Id == wang.UserId))).Status.ShouldBe(UserStatus.Active);
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()))
            .ShouldBe(["role.changed", "role.changed", "user.disabled", "user.enabled"]);
    }

    private static async Task<HttpStatusCode> Post(Person person, string path, params (string Name, string Value)[] fields) =>
        (await person.Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) })).StatusCode;
}
