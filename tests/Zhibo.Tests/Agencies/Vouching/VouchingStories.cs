using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;
using Zhibo.Agencies.Vouching;
using Zhibo.Tests.Commands;

namespace Zhibo.Tests.Agencies.Vouching;

public sealed class VouchingStories
{
    [BothEngines]
    public async Task A_chain_grows_from_the_site_down_and_everybody_sees_it(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        var chen = await story.At(story.City, "陈主任");
        (await story.Sealed()).ShouldBeEmpty();
        (await story.Town.Stranger.Page("/@luojiang")).QuerySelector(".vouched").ShouldBeNull();
        (await story.Town.Stranger.Calls(HttpMethod.Get, "/api/zhibo/v1/agencies/luojiang/verification")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await story.Vouches(story.Province);
        await story.Vouches(story.City);
        // The third step is the parent's own, from its desk.
        var desk = await chen.Page("/desk/deyang/children");
        var ask = await chen.Page(desk.QuerySelector("a[href$='/vouch']")!.GetAttribute("href")!);
        desk = await chen.Submits(ask, "form[action='/desk/deyang/children/luojiang/vouch']", ("evidence", VouchTown.Evidence), ("until", VouchTown.Until));
        desk.QuerySelector(".notice.good").ShouldNotBeNull();
        desk.QuerySelector(".vouchers .chip.jade").ShouldNotBeNull();

        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "luojiang"]);
        await story.County.Posts("罗江的花开了");
        var profile = await story.Town.Stranger.Page("/@luojiang");
        profile.QuerySelector(".vouched-word")!.TextContent.ShouldContain("由 微博德阳 认证");
        profile.QuerySelector(".vouched-word")!.TextContent.ShouldContain("有效期至 2026年4月20日");
        profile.QuerySelectorAll(".chain-steps a").Select(a => a.GetAttribute("href")).ShouldBe(["/@sichuan", "/@deyang", "/@luojiang"]);
        profile.QuerySelector("details .chain-steps")!.TextContent.ShouldContain(VouchTown.Evidence);
        profile.QuerySelector(".profile .avatar .seal.government use[href='#i-seal-government']").ShouldNotBeNull();
        var card = profile.QuerySelector("article.post")!;
        card.QuerySelector(".face .seal.government").ShouldNotBeNull();
        card.QuerySelector(".name .aloud")!.TextContent.ShouldBe("政府部门认证");

        var verdict = await story.Checks(story.County);
        verdict.Valid.ShouldBeTrue();
        verdict.Links.Select(l => l.Handle).ShouldBe(["sichuan", "deyang", "luojiang"]);
        await WhatWasWrittenDown(story, chen);
        await TheCommandAgrees(story);
    }

    private static async Task TheCommandAgrees(VouchTown story)
    {
        var (chain, keys) = (Path.Combine(story.Town.Database.Folder.FullName, "chain.json"), Path.Combine(story.Town.Database.Folder.FullName, "keys.json"));
        await File.WriteAllTextAsync(chain, (await story.Town.Stranger.Json("/api/zhibo/v1/agencies/luojiang/verification")).GetRawText());
        await File.WriteAllTextAsync(keys, (await story.Town.Stranger.Json("/.well-known/zhibo-keys")).GetRawText());
        var good = await Shell.Run(["verify", "chain", chain, "--keys", keys, "--at", "2025-04-20T00:30:00Z"]);
        good.Code.ShouldBe(0, good.Error);
        good.Out.Split('\n').Select(l => l.Split('\t')[0]).ShouldBe(["sichuan", "deyang", "luojiang", "valid"]);
        (await Shell.Run(["verify", "chain", chain, "--keys", keys, "--at", "2026-04-21T00:00:00Z"])).ShouldBe(new(1, "", "zhibo: link 1 is not believed: it has ended"));
        (await Shell.Run(["verify", "chain", chain, "--key", "AAAA", "--at", "2025-04-20T00:30:00Z"])).Code.ShouldBe(1);
        (await Shell.Run(["verify", "chain", keys, "--keys", chain])).ShouldBe(new(1, "", "zhibo: chain.json holds no root keys"));
    }

    private static async Task WhatWasWrittenDown(VouchTown story, Person chen)
    {
        var county = await story.AgencyOf(story.County);
        county.State.ShouldBe(AgencyState.Verified);
        var move = await story.Town.Read(db => db.AgencyMoves.SingleAsync(m => m.AgencyId == county.Id));
        (move.Act, move.Before, move.After, move.UserId, move.Reason).ShouldBe((AgencyAct.Vouch, "Invited", "Verified", chen.UserId, VouchTown.Evidence));
        // Somebody sits at the city already.
        (await story.AgencyOf(story.City)).State.ShouldBe(AgencyState.Active);
        var audit = await story.Town.Read(db => db.AuditEntries.OrderBy(e => e.Number).LastAsync());
        (audit.Act, audit.UserId, audit.AccountId, audit.Subject).ShouldBe(("voucher.given", chen.UserId, story.City.AccountId, $"agency {county.Id}"));
        var key = await story.Town.Read(db => db.AgencyKeys.FirstAsync(k => k.AgencyId == county.Id));
        // What lies in the database is no key.
        Should.Throw<CryptographicException>(() =>
        {
            using var pair = ECDsa.Create();
            pair.ImportPkcs8PrivateKey(Convert.FromBase64String(key.PrivateKey), out _);
        });
    }

    [BothEngines]
    public async Task What_is_taken_back_takes_the_seals_below_with_it_until_it_is_given_again(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.VouchesForAll();
        await story.Village.Posts("今天开村民会");
        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "luojiang", "yuyin"]);
        (await story.Town.Stranger.Page("/@yuyin")).QuerySelector("article.post .seal.community").ShouldNotBeNull();

        var question = await story.Admin.Page($"/admin/vouchers/{await story.VoucherOf(story.City)}/revoke");
        question.QuerySelector(".notice.warn")!.TextContent.ShouldContain("3 个账号");
        await story.Revokes(story.City, "公章已经作废");

        (await story.Sealed()).ShouldBe(["sichuan"]);
        var village = await story.Town.Stranger.Page("/@yuyin");
        village.QuerySelector("article.post .seal").ShouldBeNull();
        village.QuerySelector("article.post .aloud")?.TextContent.ShouldNotContain("认证");
        village.QuerySelector(".vouched-broken")!.TextContent.ShouldContain("上级 微博德阳：认证已于 2025年4月20日 撤销：公章已经作废");
        (await story.Town.Stranger.Page("/@deyang")).QuerySelector(".vouched-broken")!.TextContent.ShouldStartWith("认证已于 2025年4月20日 撤销");
        (await story.Village.Json($"/api/v1/accounts/{story.Village.AccountId}")).GetProperty("roles").GetArrayLength().ShouldBe(0);
        var proof = await story.Town.Stranger.Json("/api/zhibo/v1/agencies/yuyin/verification");
        proof.GetProperty("valid").GetBoolean().ShouldBeFalse();
        (proof.GetProperty("broken").GetProperty("account").GetString(), proof.GetProperty("broken").GetProperty("why").GetString()).ShouldBe(("deyang", "revoked"));
        // Only the city was acted upon: those below keep their own word and their state.
        (await story.AgencyOf(story.City)).State.ShouldBe(AgencyState.Invited);
        (await story.AgencyOf(story.Village)).State.ShouldBe(AgencyState.Verified);

        // Taken back twice is once.
        var revoked = await story.Town.Read(db => db.Vouchers.SingleAsync(v => v.AgencyId == story.City.AccountId));
        (await story.Admin.Get($"/admin/vouchers/{revoked.Id}/revoke")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await story.Admin.Page("/admin/vouchers?show=revoked")).QuerySelector(".vouchers")!.TextContent.ShouldContain("微博德阳");

        await story.Vouches(story.City);
        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "luojiang", "yuyin"]);
        (await story.Checks(story.Village)).Valid.ShouldBeTrue();
        (await story.Town.Stranger.Page("/@yuyin")).QuerySelector("article.post .seal.community").ShouldNotBeNull();
    }

    [BothEngines]
    public async Task A_word_ends_with_its_day(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.Vouches(story.Province);
        await story.Vouches(story.City, fields: ("until", "2025-04-22"));
        await story.Vouches(story.County);
        (await story.Admin.Page("/admin/vouchers?show=due")).QuerySelectorAll(".vouchers li").Length.ShouldBe(1);

        // The last minute of 22 April in Sichuan.
        story.Town.Clock.Advance(new DateTimeOffset(2025, 4, 22, 15, 59, 0, TimeSpan.Zero) - story.Town.Time.GetUtcNow());
        await story.Expire();
        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "luojiang"]);

        story.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        // Nobody believes it although the chore has not come yet.
        (await story.Checks(story.County)).Valid.ShouldBeFalse();
        (await story.Admin.Page("/@luojiang")).QuerySelector(".vouched-broken")!.TextContent.ShouldContain("认证已于 2025年4月22日 到期");
        await story.Expire();
        (await story.Sealed()).ShouldBe(["sichuan"]);
        (await story.AgencyOf(story.City)).State.ShouldBe(AgencyState.Invited);
        var move = await story.Town.Read(db => db.AgencyMoves.OrderBy(m => m.Id).LastAsync());
        (move.AgencyId, move.Act, move.UserId).ShouldBe((story.City.AccountId, AgencyAct.Expire, null));
        var moves = await story.Town.Read(db => db.AgencyMoves.CountAsync());
        await story.Expire();
        (await story.Town.Read(db => db.AgencyMoves.CountAsync())).ShouldBe(moves);

        await story.Vouches(story.City);
        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "luojiang"]);
    }

    [BothEngines]
    public async Task An_official_is_vouched_for_by_the_office(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        var shiqu = await story.Official("chenshiqu", "陈士渠", story.City, "打拐办主任");
        var chen = await story.At(story.City, "陈主任");
        await story.Vouches(story.Province);
        await story.Vouches(story.City);
        var path = "/desk/deyang/children/chenshiqu/vouch";
        await chen.Submits(await chen.Page(path), $"form[action='{path}']", ("evidence", "任职文件 德公干〔2025〕3号"), ("until", VouchTown.Until));

        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "chenshiqu"]);
        var profile = await story.Town.Stranger.Page("/@chenshiqu");
        profile.QuerySelector(".vouched-word")!.TextContent.ShouldContain("公职人员认证");
        profile.QuerySelector(".profile .avatar .seal.official").ShouldNotBeNull();
        (await story.Checks(shiqu)).Links[^1].ShouldSatisfyAllConditions(l => l.Seal.ShouldBe("official"), l => l.Name.ShouldBe("陈士渠 打拐办主任"));

        await story.Revokes(story.City);
        (await story.Sealed()).ShouldBe(["sichuan"]);
    }

    [BothEngines]
    public async Task A_renewed_key_keeps_every_chain_whole(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        var chen = await story.At(story.City, "陈主任");
        await story.VouchesForAll();
        var before = (await story.Town.Stranger.Json("/api/zhibo/v1/agencies/yuyin/verification")).GetRawText();
        var root = (await story.RootKeys()).Single();

        await chen.Submits(await chen.Page("/desk/deyang/children"), "form[action='/desk/deyang/children/key']");
        await story.Admin.Submits(await story.Admin.Page("/admin/vouchers"), "form[action='/admin/vouchers/key']");

        (await story.Checks(story.Village)).Valid.ShouldBeTrue();
        (await story.Town.Stranger.Json("/api/zhibo/v1/agencies/yuyin/verification")).GetProperty("chain").GetRawText().ShouldNotBe(before);
        // What others fetched before is still good, and the old root is still named.
        ChainCheck.Verify(before, [root], story.Town.Time.GetUtcNow()).Valid.ShouldBeTrue();
        (await story.RootKeys()).ShouldContain(root);
        (await story.RootKeys()).Length.ShouldBe(2);
        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "luojiang", "yuyin"]);

        // Nothing new is signed with the old ones; the old root goes with its last word.
        await story.Vouches(story.Province);
        await story.Vouches(story.County);
        (await story.RootKeys()).ShouldNotContain(root);
        (await story.Checks(story.Village)).Valid.ShouldBeTrue();
    }

    [BothEngines]
    public async Task One_document_vouches_for_many(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.Town.Write(db => { db.Agencies.Find(story.Village.AccountId)!.State = AgencyState.Frozen; });
        var page = await story.Admin.Page("/admin/vouchers?show=waiting");
        page.QuerySelectorAll("input[name=account]").Length.ShouldBe(3);
        var body = string.Join('&', new[] { story.County, story.City, story.Province, story.Village }.Select(p => $"account={p.AccountId}"))
            + $"&by=parent&until={VouchTown.Until}&evidence={Uri.EscapeDataString(VouchTown.Evidence)}";
        var answer = await story.Admin.Send(new(HttpMethod.Post, "/admin/vouchers") { Content = new StringContent(body, null, "application/x-www-form-urlencoded") });
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("御营村: 这个账号已冻结");

        // From the top down: each by its parent.
        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "luojiang"]);
        (await story.Checks(story.County)).Links.Select(l => l.Handle).ShouldBe(["sichuan", "deyang", "luojiang"]);
        var none = await story.Admin.Submits(await story.Admin.Page("/admin/vouchers?show=waiting&q=nobody"), "form[role=search]");
        none.QuerySelector(".empty").ShouldNotBeNull();
    }
}
