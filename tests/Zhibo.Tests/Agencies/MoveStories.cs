using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Agencies.Tree;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies;

public sealed class MoveStories
{
    [BothEngines]
    public async Task Frozen_it_is_silent_and_without_seal_thawed_it_stands_where_it_stood(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var admin = register.Admin.UserId;
        var id = await register.Enters("德阳市旅游局", "deyanglvyou", line: "lvyou");
        await register.VouchedFor(id);
        await register.Seated("小编", id, SeatRole.Editor);

        await RegisterTown.Refused(Freeze(register, id, ""), RefusalKind.Invalid, "agencies.reason_missing");
        await Freeze(register, id, "两周没有更新");
        var account = await register.Account(id);
        (account.Sealed, account.FrozenAt, register.Forest.Of(id)!.State).ShouldBe((false, register.Town.Time.GetUtcNow(), AgencyState.Frozen));
        (await register.Town.Stranger.Page("/@deyanglvyou")).QuerySelector(".notice.warn")!.TextContent.ShouldContain("两周没有更新");
        await RegisterTown.Refused(Freeze(register, id, "再一次"), RefusalKind.Conflict, "agencies.no_such_move");

        await register.Does<ThawAgency>(thaw => thaw.Run(new(id, admin, ""), RegisterTown.Ct));
        account = await register.Account(id);
        (account.Sealed, account.FrozenAt, register.Forest.Of(id)!.State).ShouldBe((true, null, AgencyState.Active));
        (await register.Town.Stranger.Page("/@deyanglvyou")).QuerySelector(".notice.warn").ShouldBeNull();

        // A word that ended meanwhile does not come back.
        await Freeze(register, id, "两周没有更新");
        await register.Town.Write(db => { db.Vouchers.ExecuteUpdate(set => set.SetProperty(v => v.RevokedAt, register.Town.Time.GetUtcNow())); });
        await register.Does<ThawAgency>(thaw => thaw.Run(new(id, admin, ""), RegisterTown.Ct));
        ((await register.Account(id)).Sealed, register.Forest.Of(id)!.State).ShouldBe((false, AgencyState.Invited));
    }

    [BothEngines]
    public async Task Closed_it_keeps_its_posts_and_its_name(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var admin = register.Admin.UserId;
        var id = await register.Enters("德阳市旅游局", "deyanglvyou", line: "lvyou");
        await register.Does<CloseAgency>(close => close.Run(new(id, admin, "并入文化局"), RegisterTown.Ct));

        (await register.Town.Stranger.Page("/@deyanglvyou")).QuerySelector(".notice.warn")!.TextContent.ShouldContain("并入文化局");
        await RegisterTown.Refused(register.Does<ThawAgency>(thaw => thaw.Run(new(id, admin, "还要"), RegisterTown.Ct)), RefusalKind.Conflict, "agencies.no_such_move");
        await RegisterTown.Refused(register.Does<RenameAgency>(rename => rename.Run(new(id, admin, "新名字局", "改名"), RegisterTown.Ct)), RefusalKind.Conflict, "agencies.no_such_move");
        await RegisterTown.Refused(register.Does<ChangeAgency>(change => change.Run(new(id, admin) { Phone = "1" }, RegisterTown.Ct)), RefusalKind.Conflict, "agencies.closed");
        await RegisterTown.Refused(register.Enters("什么下属单位", "child", parent: id), RefusalKind.Conflict, "agencies.no_parent");
        await RegisterTown.Refused(register.Enters("德阳市旅游局", "again"), RefusalKind.Conflict, "agencies.name_taken");
    }

    [BothEngines]
    public async Task A_transfer_takes_along_what_stands_below_and_closes_no_circle(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var admin = register.Admin.UserId;
        var (weisheng, shiyao) = (await register.Enters("德阳市卫生局", "deyangweisheng", line: "weisheng"), await register.Enters("德阳市食药监局", "deyangshiyao", line: "shiyao"));
        var hospital = await register.Enters("旌阳区人民医院", "jingyangyiyuan", RegisterTown.Jingyang, "yiyuan", weisheng);
        var ward = await register.Enters("旌阳区人民医院急诊", "jizhen", RegisterTown.Jingyang, "yiyuan", hospital);

        await register.Does<TransferAgency>(transfer => transfer.Run(new(hospital, admin, "职能划转") { ParentId = shiyao, RegionCode = RegisterTown.Deyang }, RegisterTown.Ct));
        register.Forest.Above(ward).Select(n => n.Handle).ShouldBe(["jingyangyiyuan", "deyangshiyao"]);
        (await register.Account(hospital)).Unit.ShouldBe("旌阳区人民医院 · 德阳市");
        var move = await register.Town.Read(db => db.AgencyMoves.SingleAsync(m => m.Act == AgencyAct.Transfer));
        (move.AgencyId, move.Before, move.After, move.UserId, move.Reason).ShouldBe(
            (hospital, "@deyangweisheng · 旌阳区 · 医院 · County", "@deyangshiyao · 德阳市 · 医院 · County", admin, "职能划转"));

        await RegisterTown.Refused(Transfer(register, shiyao, ward), RefusalKind.Conflict, "agencies.circle");
        await RegisterTown.Refused(Transfer(register, hospital, hospital), RefusalKind.Conflict, "agencies.circle");
        await RegisterTown.Refused(Transfer(register, hospital, 12345), RefusalKind.NotFound, "agencies.no_parent");
        await Transfer(register, hospital, 0);
        register.Forest.Below(null).Select(n => n.Id).ShouldBe([weisheng, shiyao, hospital], ignoreOrder: true);

        // Twelve levels, one below the other, and not one more.
        var at = ward;
        for (var level = 3; level <= AgencyForest.Deepest; level++) at = await register.Enters($"急诊第{level}室", $"room{level}", RegisterTown.Jingyang, "yiyuan", at);
        await RegisterTown.Refused(register.Enters("急诊第13室", "room13", RegisterTown.Jingyang, "yiyuan", at), RefusalKind.Conflict, "agencies.too_deep");
        await RegisterTown.Refused(Transfer(register, hospital, weisheng), RefusalKind.Conflict, "agencies.too_deep");
    }

    [BothEngines]
    public async Task Two_transfers_at_once_close_no_circle(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (a, b) = (await register.Enters("甲局", "jiaju"), await register.Enters("乙局", "yiju"));
        var both = await Task.WhenAll(Try(Transfer(register, a, b)), Try(Transfer(register, b, a)));
        both.Count(done => done).ShouldBe(1);
        register.Forest.Below(null).Count.ShouldBe(1);
    }

    [BothEngines]
    public async Task Everything_stands_in_the_log_and_in_the_history(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var id = await register.Enters("德阳市旅游局", "deyanglvyou", line: "lvyou");
        await Freeze(register, id, "整改");
        await register.Does<ThawAgency>(thaw => thaw.Run(new(id, register.Admin.UserId, "改好了"), RegisterTown.Ct));

        var log = await register.Town.Read(db => db.AuditEntries.OrderBy(e => e.Number).ToListAsync());
        log.Select(e => (e.Number, e.Act, e.UserHandle, e.Subject)).ShouldBe(
        [
            (1, "agency.entered", "halladmin", $"agency {id}"),
            (2, "agency.frozen", "halladmin", $"agency {id}"),
            (3, "agency.thawed", "halladmin", $"agency {id}"),
        ]);
        log[1].Detail.ShouldBe("deyanglvyou: 整改");
        log[2].Hash.ShouldBe(AuditLog.HashOf(log[2], log[1].Hash));
        (await register.Town.Read(db => db.AgencyMoves.OrderBy(m => m.Id).ToListAsync())).Select(m => (m.Act, m.Before, m.After, m.Reason)).ShouldBe(
        [
            (AgencyAct.Invite, "", "Invited", ""),
            (AgencyAct.Freeze, "Invited", "Frozen", "整改"),
            (AgencyAct.Thaw, "Frozen", "Invited", "改好了"),
        ]);
    }

    [BothEngines]
    public async Task A_frozen_account_reads_and_says_nothing(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微"), await town.Citizen("李家园"));
        var liked = await wang.Posts("一会儿删");
        var post = await wang.Posts("今天天气好");
        ((int)(await wang.Calls(HttpMethod.Post, $"/api/v1/statuses/{liked}/favourite")).StatusCode).ShouldBe(200);
        await Set(town.Time.GetUtcNow());
        foreach (var (path, body) in new[] { ("/api/v1/statuses", "{\"status\":\"还想说\"}"), ($"/api/v1/statuses/{post}/reblog", "{}") })
            ((int)(await wang.Calls(HttpMethod.Post, path, new StringContent(body, null, "application/json"))).StatusCode).ShouldBe(403, path);
        ((int)(await wang.Calls(HttpMethod.Put, $"/api/v1/statuses/{post}", new StringContent("{\"status\":\"改口\"}", null, "application/json"))).StatusCode).ShouldBe(403);
        foreach (var path in new[] { $"/api/v1/statuses/{post}/favourite", $"/api/v1/accounts/{li.AccountId}/follow" })
            ((int)(await wang.Calls(HttpMethod.Post, path)).StatusCode).ShouldBe(403, path);
        (await wang.Timeline("public")).ShouldBe(["今天天气好", "一会儿删"]);
        // What was said may be taken back, and others kept away.
        foreach (var path in new[] { $"/api/v1/statuses/{liked}/unfavourite", $"/api/v1/accounts/{li.AccountId}/unfollow", $"/api/v1/accounts/{li.AccountId}/block" })
            ((int)(await wang.Calls(HttpMethod.Post, path)).StatusCode).ShouldBe(200, path);
        ((int)(await wang.Calls(HttpMethod.Delete, $"/api/v1/statuses/{liked}")).StatusCode).ShouldBe(200);
        await Set(null);
        await wang.Posts("又能说了");

        Task Set(DateTimeOffset? frozen) => town.Write(db =>
        {
            db.Accounts.Find(wang.AccountId)!.FrozenAt = frozen;
            db.Raise(new AccountChanged(wang.AccountId));
        });
    }

    private static Task Freeze(RegisterTown register, long id, string reason) =>
        register.Does<FreezeAgency>(freeze => freeze.Run(new(id, register.Admin.UserId, reason), RegisterTown.Ct));

    private static Task Transfer(RegisterTown register, long id, long parent) =>
        register.Does<TransferAgency>(transfer => transfer.Run(new(id, register.Admin.UserId, "调整") { ParentId = parent }, RegisterTown.Ct));

    private static async Task<bool> Try(Task work)
    {
        try { await work; }
        catch (Refusal) { return false; }
        return true;
    }
}
