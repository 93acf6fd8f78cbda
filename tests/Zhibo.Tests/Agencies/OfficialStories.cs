using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies;

/// <summary>Named public servants, tied to a post for a time.</summary>
public sealed class OfficialStories
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TownClock.Morning.AddHours(8).Date);

    [BothEngines]
    public async Task An_official_speaks_while_at_the_post_and_is_frozen_after(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var bureau = await register.Enters("德阳市公安局", "deyanggongan");
        var chief = await register.Seated("市局经理", bureau, SeatRole.Manager);
        var chen = await Tie(register, bureau, chief, "chenshiqu", "陈士渠", Today.AddDays(1));

        var account = await register.Account(chen);
        (account.Kind, account.Unit, account.FrozenAt).ShouldBe((AccountKind.Official, "打拐办主任 · 德阳市公安局", null));
        (await register.Town.Stranger.Page("/@chenshiqu")).QuerySelector(".profile a[href='/@deyanggongan']").ShouldNotBeNull();
        (await register.Town.Stranger.Page("/@deyanggongan")).QuerySelector(".facts.agency a[href='/@chenshiqu']").ShouldNotBeNull();

        await Chore(register);
        (await register.Account(chen)).FrozenAt.ShouldBeNull();
        register.Town.Clock.Advance(TimeSpan.FromDays(1));
        await Chore(register);
        (await register.Account(chen)).FrozenAt.ShouldBe(register.Town.Time.GetUtcNow());
        await Chore(register);
        (await register.Audited()).ShouldBe(["agency.entered", "official.tied", "official.frozen"]);
        (await register.Town.Stranger.Page("/@deyanggongan")).QuerySelector(".facts.agency")!.TextContent.ShouldContain("已离任");

        // A new post gives the voice back, and what was said for the old one is not said for it.
        await register.Town.Write(db => db.Vouchers.Add(new()
        {
            Id = 77,
            AgencyId = chen,
            Evidence = "德公干〔2024〕3号",
            ExpiresAt = register.Town.Time.GetUtcNow().AddYears(1),
            Statement = "打拐办主任",
            Signature = [1],
            KeyId = 1,
        }));
        var office = await register.Enters("旌阳区公安分局", "jingyanggongan", RegisterTown.Jingyang, parent: bureau);
        (await Tie(register, office, chief, "chenshiqu", "陈士渠", null, Today.AddDays(1))).ShouldBe(chen);
        (await register.Account(chen)).FrozenAt.ShouldBeNull();
        (await register.Account(chen)).Sealed.ShouldBeFalse();
        (await register.Town.Read(db => db.Vouchers.SingleAsync(v => v.Id == 77))).RevokedReason.ShouldBe("→ 打拐办主任 · 旌阳区公安分局");
        await register.Does<ReleaseOfficial>(release => release.Run(new(chen, chief.UserId, Today.AddDays(1)), RegisterTown.Ct));
        (await register.Account(chen)).FrozenAt.ShouldNotBeNull();
    }

    [BothEngines]
    public async Task Nobody_is_made_an_official_or_freed_of_it_by_others(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (bureau, school) = (await register.Enters("德阳市公安局", "deyanggongan"), await register.Enters("德阳市教育局", "deyangjiaoyu", line: "jiaoyu"));
        var (chief, head, editor) = (await register.Seated("市局经理", bureau, SeatRole.Manager), await register.Seated("教育经理", school, SeatRole.Manager), await register.Seated("小编", bureau, SeatRole.Editor));
        await register.Town.Citizen("王小微", "wang");

        // A citizen's account stays a citizen's; an official at a post stays there.
        await RegisterTown.Refused(Tie(register, bureau, chief, "wang", "王小微", null), RefusalKind.Conflict, "accounts.name_taken");
        var chen = await Tie(register, bureau, chief, "chenshiqu", "陈士渠", null);
        await RegisterTown.Refused(Tie(register, school, head, "chenshiqu", "陈士渠", null), RefusalKind.Conflict, "accounts.name_taken");
        await RegisterTown.Refused(Tie(register, school, chief, "another", "另一位", null), RefusalKind.Forbidden, "agencies.not_yours");
        await RegisterTown.Refused(Tie(register, bureau, editor, "another", "另一位", null), RefusalKind.Forbidden, "agencies.not_yours");
        await RegisterTown.Refused(Tie(register, bureau, chief, "another", "另一位", Today), RefusalKind.Invalid, "agencies.until_early");
        await RegisterTown.Refused(Release(register, chen, head), RefusalKind.Forbidden, "agencies.not_yours");
        await RegisterTown.Refused(Release(register, 12345, head), RefusalKind.NotFound, "agencies.no_official");
        (await register.Town.Read(db => db.Officials.CountAsync())).ShouldBe(1);
    }

    private static Task<long> Tie(RegisterTown register, long agency, Person by, string handle, string name, DateOnly? until, DateOnly? since = null) =>
        register.Does<TieOfficial, long>(tie => tie.Run(new(agency, by.UserId, handle, name, "打拐办主任", since ?? Today) { Until = until }, RegisterTown.Ct));

    private static Task Release(RegisterTown register, long official, Person by) =>
        register.Does<ReleaseOfficial>(release => release.Run(new(official, by.UserId, Today), RegisterTown.Ct));

    private static Task Chore(RegisterTown register) => register.Does<FreezeFormerOfficials>(chore => chore.Run(RegisterTown.Ct));
}
