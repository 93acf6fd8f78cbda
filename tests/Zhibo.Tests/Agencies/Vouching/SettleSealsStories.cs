using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Agencies.Tree;
using Zhibo.Agencies.Vouching;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies.Vouching;

/// <summary>Seals where much happens, or much at once.</summary>
public sealed class SettleSealsStories
{
    [BothEngines]
    public async Task A_seal_that_does_not_fit_its_chain_is_mended(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.VouchesForAll();
        // A node stopped half-way: the city is unsealed, those below not yet; the province was forgotten.
        await story.Town.Write(db =>
        {
            var voucher = db.Vouchers.Single(v => v.AgencyId == story.City.AccountId);
            (voucher.RevokedAt, voucher.RevokedReason) = (TownClock.Morning, "公章已经作废");
            db.Accounts.Find(story.City.AccountId)!.Sealed = false;
            db.Accounts.Find(story.Province.AccountId)!.Sealed = false;
        });
        await story.Expire();
        (await story.Sealed()).ShouldBe(["sichuan"]);
    }

    [BothEngines]
    public async Task Thawed_it_gets_its_seal_back_while_the_word_for_it_lives(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.VouchesForAll();
        await Bulk(story, "freeze", story.City, story.County);
        // Who stands below keeps the own seal: frozen is not disowned.
        (await story.Sealed()).ShouldBe(["sichuan", "yuyin"]);
        await Bulk(story, "thaw", story.City);
        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "yuyin"]);

        // The word for the county ended while it was frozen.
        await story.Town.Write(db => db.Vouchers.Single(v => v.AgencyId == story.County.AccountId).ExpiresAt = TownClock.Morning.AddMinutes(-1));
        await Bulk(story, "thaw", story.County);
        (await story.Sealed()).ShouldNotContain("luojiang");
        (await story.AgencyOf(story.County)).State.ShouldBe(AgencyState.Invited);
        (await story.AgencyOf(story.City)).State.ShouldBe(AgencyState.Verified);
    }

    [BothEngines]
    public async Task Whose_people_came_first_is_at_work_as_soon_as_somebody_vouches(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.At(story.City, "小编小李", SeatRole.Editor);
        await story.Vouches(story.City, fields: ("seal", nameof(SealKind.Hall)));
        var city = await story.AgencyOf(story.City);
        (city.State, city.Seal).ShouldBe((AgencyState.Active, SealKind.Hall));
        (await story.Town.Read(db => db.AgencyMoves.OrderBy(m => m.Id).ToListAsync())).Select(m => (m.Act, m.Before, m.After)).ShouldBe(
            [(AgencyAct.Vouch, "Invited", "Verified"), (AgencyAct.TakeUp, "Verified", "Active")]);
        // The kind of the seal came with the word, and so did what the account is.
        (await story.Town.Read(db => db.Accounts.SingleAsync(a => a.Id == city.Id))).Kind.ShouldBe(AccountKind.Hall);
    }

    [BothEngines]
    public async Task Closed_it_vouches_for_nobody_any_longer(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.VouchesForAll();
        await Bulk(story, "close", story.City);
        (await story.Sealed()).ShouldBe(["sichuan"]);
        (await story.Checks(story.Village)).Valid.ShouldBeFalse();
    }

    [Fact]
    public async Task Below_a_province_many_lose_their_seals_in_several_turns()
    {
        await using var story = await VouchTown.Start(EngineKind.Sqlite);
        const int Many = 2300;
        await story.VouchesForAll();
        var ids = story.Town.Services.GetRequiredService<Ids>();
        await story.Town.Write(db =>
        {
            var model = db.Vouchers.First(v => v.AgencyId == story.City.AccountId);
            for (var n = 0; n < Many; n++)
            {
                var id = ids.Next();
                db.Accounts.Add(new() { Id = id, Handle = $"unit{n}", HandleKey = $"unit{n}", Nickname = $"单位{n}", NicknameKey = $"单位{n}", Kind = AccountKind.Agency, Sealed = true });
                db.Agencies.Add(VouchTown.New(id, $"单位{n}", story.Province.AccountId, RegionLevel.City));
                db.Vouchers.Add(new() { Id = id, AgencyId = id, ByAgencyId = story.Province.AccountId, Evidence = model.Evidence, ExpiresAt = model.ExpiresAt, Statement = "{}", Signature = [], KeyId = model.KeyId });
            }
        });
        (await story.Admin.Page($"/admin/vouchers/{await story.VoucherOf(story.Province)}/revoke")).QuerySelector(".notice.warn")!.TextContent.ShouldContain($"{Many + 4} 个账号");
        await story.Revokes(story.Province);
        (await story.Sealed()).ShouldBeEmpty();
        await story.Vouches(story.Province);
        (await story.Sealed()).Length.ShouldBe(Many + 4);
    }

    [Fact]
    public async Task A_seal_revoked_on_one_node_is_gone_on_the_other_within_a_second()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var story = await VouchTown.Start(EngineKind.Postgres);
        await using var other = await story.Town.AnotherNode();
        await story.VouchesForAll();
        await story.Village.Posts("今天开村民会");
        var there = story.Village.At(other);
        await Within(TimeSpan.FromSeconds(5), async () => await Shows(there));

        await story.Revokes(story.Province);

        var watch = Stopwatch.StartNew();
        await Within(TimeSpan.FromSeconds(1), async () => !await Shows(there));
        (await there.Page("/@yuyin")).QuerySelector(".vouched-broken").ShouldNotBeNull();
        (await there.Json("/api/zhibo/v1/agencies/yuyin/verification")).GetProperty("valid").GetBoolean().ShouldBeFalse();
        (await there.Json($"/api/v1/accounts/{there.AccountId}")).GetProperty("roles").GetArrayLength().ShouldBe(0);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        other.Services.GetRequiredService<AgencyTree>().Now.Of(there.AccountId)!.Sealed.ShouldBeFalse();
    }

    /// <summary>On the card in the stream, on the profile, and as a role for programs.</summary>
    private static async Task<bool> Shows(Person agency)
    {
        var page = await agency.Page($"/@{agency.Handle}");
        var roles = (await agency.Json($"/api/v1/accounts/{agency.AccountId}")).GetProperty("roles").GetArrayLength();
        var status = (await agency.Json("/api/v1/timelines/public")).EnumerateArray().First().GetProperty("account").GetProperty("roles").GetArrayLength();
        return page.QuerySelector("article.post .seal") is not null || page.QuerySelector(".profile .avatar .seal") is not null || roles > 0 || status > 0;
    }

    private static async Task Within(TimeSpan time, Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            watch.Elapsed.ShouldBeLessThan(time);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Two_nodes_that_give_and_take_at_once_leave_no_seal_without_a_chain()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var story = await VouchTown.Start(EngineKind.Postgres);
        await using var other = await story.Town.AnotherNode();
        var admin = new Caller(story.Admin.UserId, story.Admin.AccountId, "zhao", "赵管理", UserRole.HallAdmin, "zh-Hans", "auto", false);
        await story.Vouches(story.Province);
        for (var round = 0; round < 8; round++)
        {
            await story.Vouches(story.City);
            var voucher = await story.VoucherOf(story.City);
            var take = story.Town.Use<RevokeVoucher, int>(async revoke => { await revoke.Run(new(admin, voucher, "公章已经作废"), default); return 0; });
            var give = other.Use<VouchFor, long>(async vouch =>
            {
                try { return await vouch.Run(new(admin, story.County.AccountId, VouchTown.Evidence, new(2026, 4, 20)) { ByAgencyId = story.City.AccountId }, default); }
                catch (Refusal no) when (no.Word == "agencies.vouching.voucher_unsealed") { return 0; }
            });
            await Task.WhenAll(take, give);
            (await story.Sealed()).ShouldBe(["sichuan"], $"round {round}");
        }
        (await story.Town.Read(db => db.Vouchers.GroupBy(v => v.AgencyId).Select(g => g.Count(v => v.RevokedAt == null)).MaxAsync())).ShouldBeLessThan(2);
    }

    /// <summary>As an administrator does it on the page of the register.</summary>
    private static async Task Bulk(VouchTown story, string act, params Person[] agencies)
    {
        var fields = agencies.Select(a => KeyValuePair.Create("id", a.AccountId.ToString(CultureInfo.InvariantCulture)))
            .Append(KeyValuePair.Create("act", act)).Append(KeyValuePair.Create("reason", "整改期间"));
        (await story.Admin.Send(new(HttpMethod.Post, "/admin/agencies") { Content = new FormUrlEncodedContent(fields) })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
