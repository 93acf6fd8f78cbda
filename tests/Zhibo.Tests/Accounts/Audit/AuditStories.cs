using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.Agencies.Seats;
using Zhibo.Tests.Commands;

namespace Zhibo.Tests.Accounts.Audit;

public sealed class AuditStories
{
    [BothEngines]
    public async Task Whatever_was_changed_in_the_log_is_found(EngineKind engine)
    {
        foreach (var (harm, row) in new[]
        {
            ("UPDATE audit_entries SET user_handle = 'mallory' WHERE number = 3", 3L),
            ("UPDATE audit_entries SET detail = subject, subject = detail WHERE number = 2", 2L),
            ("DELETE FROM audit_entries WHERE number = 4", 4L),
            ("DELETE FROM audit_entries WHERE number = 1", 1L),
            ("UPDATE audit_entries SET number = 7 WHERE number = 6", 6L),
        })
        {
            await using var town = await Town.Start(engine);
            var chief = await town.Citizen("管理员", "chief", role: UserRole.HallAdmin);
            for (var n = 0; n < 6; n++) await Write(town, chief.UserId, "thing.done", $"thing {n}");
            (await Verify(town)).ShouldBe((6, null));
            await town.Write(db => db.Database.ExecuteSqlRaw(harm));
            (await Verify(town)).BrokenAt.ShouldBe(row, harm);
            var page = await chief.Submits(await chief.Page("/admin/audit"), "form[action='/admin/audit/verify']");
            page.QuerySelector(".notice.bad")!.TextContent.ShouldContain(row.ToString(null, null));
        }
    }

    [BothEngines]
    public async Task Two_nodes_write_one_chain_without_gaps(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await using var other = engine == EngineKind.Postgres ? await town.AnotherNode() : null;
        var liu = await town.Citizen("刘英", "liuying");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Write(n % 2 == 0 ? town : other ?? town, liu.UserId, "thing.done", $"thing {n}")));
        (await Verify(town)).ShouldBe((200, null));
        (await town.Read(db => db.AuditEntries.Select(e => e.Subject).Distinct().CountAsync())).ShouldBe(200);
    }

    [BothEngines]
    public async Task The_log_is_searched_by_those_who_may(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var city = await town.Office("微博德阳", "weibodeyang");
        var (county, elsewhere) = (await town.Office("旌阳区", "jingyang", under: city), await town.Office("绵阳", "mianyang"));
        var (chief, watch, liu) = (await town.Citizen("管理员", "chief", role: UserRole.HallAdmin), await town.Citizen("督办", "duban"), await town.Citizen("刘英", "liuying"));
        await town.Sits(watch, city, SeatRole.Supervisor);
        foreach (var office in new[] { city, county, elsewhere })
            for (var n = 0; n < 30; n++) await Write(town, n % 2 == 0 ? liu.UserId : chief.UserId, n % 3 == 0 ? "post.published" : "seat.granted", $"{office.Handle} {n}", office.Id);
        town.Clock.Advance(TimeSpan.FromDays(2));
        await Write(town, null, "seat.expired", "later");

        (await Rows(chief, "/admin/audit")).Length.ShouldBe(50);
        (await Rows(chief, "/admin/audit?before=42")).Length.ShouldBe(41);
        (await Rows(chief, "/admin/audit?person=@LiuYing&account=旌阳区&act=post")).Length.ShouldBe(5);
        (await Rows(chief, "/admin/audit?act=seat.expired")).Single().ShouldContain("later");
        var today = TimeZoneInfo.ConvertTime(town.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).ToString("yyyy-MM-dd", null);
        (await Rows(chief, $"/admin/audit?from={today}&to={today}")).Length.ShouldBe(1);
        foreach (var bad in new[] { "from=yesterday", "to=2026-13-40", "account=nobody" })
            ((int)(await chief.Get("/admin/audit?" + bad)).StatusCode).ShouldBeInRange(400, 499, bad);

        var own = await Rows(watch, "/desk/weibodeyang/audit");
        own.Length.ShouldBe(50);
        (await Rows(watch, "/desk/weibodeyang/audit?before=60")).Concat(own).ShouldAllBe(r => !r.Contains("mianyang"));
        (await Rows(watch, "/desk/weibodeyang/audit?account=mianyang")).ShouldBeEmpty();
        foreach (var person in new[] { liu, watch })
            foreach (var path in new[] { "/admin/audit", "/admin/audit.csv", "/admin/audit.jsonl" })
                (await person.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await watch.Send(Offices.Form("/admin/audit/verify"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await watch.Get("/desk/mianyang/audit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await liu.Get("/desk/weibodeyang/audit")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task It_is_taken_out_whole_and_checked_from_the_command_line(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var chief = await town.Citizen("管理员", "chief", role: UserRole.Operator);
        await Write(town, chief.UserId, "thing.done", "=1+1", detail: "说了 \"好\"，换行");
        for (var n = 0; n < 5; n++) await Write(town, chief.UserId, "thing.done", $"thing {n}");

        var csv = await (await chief.Get("/admin/audit.csv")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        csv.ShouldStartWith("number,at,person,account,act,subject,detail,hash\r\n");
        csv.ShouldContain(",'=1+1,\"说了 \"\"好\"\"，换行\",");
        csv.TrimEnd().Split("\r\n").Length.ShouldBe(7);
        var json = (await (await chief.Get("/admin/audit.jsonl?act=thing")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n');
        json.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("number").GetInt64()).ShouldBe([1, 2, 3, 4, 5, 6]);

        var site = new Shell(town);
        var said = await site.Does("", "audit", "verify");
        (said.Code, JsonDocument.Parse(said.Out).RootElement.GetProperty("newest").GetString()).ShouldBe((0, JsonDocument.Parse(json[^1]).RootElement.GetProperty("hash").GetString()));
        var file = Path.Combine(town.Database.Folder.FullName, "log.jsonl");
        (await site.Does("", "export", "audit", file)).Out.ShouldBe("{\"rows\":6}");
        (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).ShouldBe(json);
        await town.Write(db => db.Database.ExecuteSqlRaw("UPDATE audit_entries SET act = 'thing.undone' WHERE number = 2"));
        said = await site.Does("", "audit", "verify");
        said.Code.ShouldBe(1);
        said.Error.ShouldContain("row 2");
        (await site.Does("", "doctor")).Out.ShouldContain("fail  audit: the log breaks at row 2");
    }

    [BothEngines]
    public async Task The_operator_gives_the_first_seat_from_the_command_line(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var liu = await town.Citizen("刘英", "liuying");
        var site = new Shell(town);
        (await site.Does("", "user", "seat", "liuying", "weibodeyang", "Manager")).Code.ShouldBe(0);
        (await town.Read(db => db.Seats.SingleAsync())).Role.ShouldBe(SeatRole.Manager);
        (await site.Does("", "user", "seat", "liuying", "liuying", "Manager")).Code.ShouldBe(1);
        (await site.Does("", "user", "seat", "liuying", "weibodeyang", "King")).Code.ShouldBe(2);
        (await site.Does("", "user", "seat", "liuying", "weibodeyang", "manager", "--take")).Code.ShouldBe(0);
        (await town.Read(db => db.Seats.CountAsync())).ShouldBe(0);
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync())).ShouldBe(["seat.granted", "seat.taken"]);
    }

    private static Task Write(Town town, long? user, string act, string subject, long? account = null, string detail = "") =>
        town.Write(db => db.Audit(new AuditLog.Act(act, user) { AccountId = account, Subject = subject, Detail = detail }, town.Clock.GetUtcNow()));

    private static async Task<(long Rows, long? BrokenAt)> Verify(Town town)
    {
        var found = await town.Use<VerifyAudit, VerifyAudit.Outcome>(verify => verify.Run(default));
        return (found.Rows, found.BrokenAt);
    }

    private static async Task<string[]> Rows(Person person, string path) =>
        [.. (await person.Page(path)).QuerySelectorAll("table.audit tbody tr").Select(r => r.TextContent)];
}
