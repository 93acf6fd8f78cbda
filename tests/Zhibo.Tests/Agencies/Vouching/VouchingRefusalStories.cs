using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Agencies.Vouching;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies.Vouching;

/// <summary>Words that are not given, and why.</summary>
public sealed class VouchingRefusalStories
{
    [BothEngines]
    public async Task Nobody_gives_a_word_that_is_not_theirs(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        var (chen, editor, citizen) = (await story.At(story.City, "陈主任"), await story.At(story.City, "林小编", SeatRole.Editor), await story.Town.Citizen("王小微"));
        await story.Vouches(story.Province);
        await story.Vouches(story.City);
        var voucher = await story.VoucherOf(story.City);
        foreach (var (who, path, status) in new (Person, string, HttpStatusCode)[]
        {
            (citizen, "/admin/vouchers", HttpStatusCode.Forbidden),
            (chen, "/admin/agencies/luojiang/vouch", HttpStatusCode.Forbidden),
            (chen, $"/admin/vouchers/{voucher}/revoke", HttpStatusCode.Forbidden),
            (citizen, "/desk/deyang/children", HttpStatusCode.NotFound),
            (editor, "/desk/deyang/children", HttpStatusCode.Forbidden),
            (editor, "/desk/deyang/children/luojiang/vouch", HttpStatusCode.Forbidden),
            (chen, "/desk/sichuan/children", HttpStatusCode.NotFound),
            // Not right below: the grandchild, the parent, the agency itself, a citizen, nobody.
            (chen, "/desk/deyang/children/yuyin/vouch", HttpStatusCode.NotFound),
            (chen, "/desk/deyang/children/sichuan/vouch", HttpStatusCode.NotFound),
            (chen, "/desk/deyang/children/deyang/vouch", HttpStatusCode.NotFound),
            (chen, $"/desk/deyang/children/{citizen.Handle}/vouch", HttpStatusCode.NotFound),
            (chen, "/desk/deyang/children/nobody/vouch", HttpStatusCode.NotFound),
            // A child does not take back the word for itself, and hears no more than about a voucher that does not exist.
            (chen, $"/desk/deyang/vouchers/{voucher}/revoke", HttpStatusCode.NotFound),
            (chen, "/desk/deyang/vouchers/12345/revoke", HttpStatusCode.NotFound),
        })
        {
            (await who.Get(path)).StatusCode.ShouldBe(status, path);
            if (path.EndsWith("/vouch", StringComparison.Ordinal) || path.EndsWith("/revoke", StringComparison.Ordinal))
                (await who.Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("evidence", VouchTown.Evidence), new("until", VouchTown.Until), new("reason", "公章已经作废")]) })).StatusCode.ShouldBe(status, path);
        }
        (await story.Sealed()).ShouldBe(["sichuan", "deyang"]);
        (await story.Town.Read(db => db.Vouchers.CountAsync())).ShouldBe(2);
    }

    [BothEngines]
    public async Task A_word_that_cannot_be_given_is_refused_in_words(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.Vouches(story.Province);
        foreach (var (field, value, word) in new[]
        {
            ("evidence", "", "至少写 5 个字"), ("evidence", "文件", "至少写 5 个字"), ("evidence", new string('证', 501), "最多 500"), ("evidence", "文件\u0007一二三", "控制字符"),
            ("until", "2025-04-19", "证明材料过期"), ("until", "2030-04-21", "最长 5 年"), ("until", "明天", "请填写日期"), ("until", "", "请填写日期"),
            ("seal", "Official", "适合这个单位"), ("seal", "77", "适合这个单位"), ("seal", "Crown", "适合这个单位"),
        })
        {
            var page = await Posts(story, "/admin/agencies/deyang/vouch", (field, value));
            page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, value);
            page.Html.ShouldContain(word, Case.Sensitive, value);
        }
        // The parent has no seal: its word is worth nothing yet.
        (await Posts(story, "/admin/agencies/luojiang/vouch", ("by", "parent"))).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.Conflict), a => a.Html.ShouldContain("请先为上级认证"));
        await story.Town.Write(db => { db.Agencies.Find(story.County.AccountId)!.State = AgencyState.Frozen; db.Agencies.Find(story.Village.AccountId)!.State = AgencyState.Closed; });
        (await Posts(story, "/admin/agencies/luojiang/vouch")).Html.ShouldContain("请先解冻再认证");
        (await Posts(story, "/admin/agencies/yuyin/vouch")).Html.ShouldContain("已注销");
        (await story.Sealed()).ShouldBe(["sichuan"]);
        // What a use case is asked to do by any other door.
        var admin = new Caller(story.Admin.UserId, story.Admin.AccountId, "zhao", "赵管理", UserRole.HallAdmin, "zh-Hans", "auto", false);
        foreach (var (child, by, word) in new[]
        {
            (story.Province, story.Province, "agencies.vouching.vouch_self"), (story.Province, story.City, "agencies.vouching.vouch_parent"), (story.County, story.Province, "agencies.vouching.vouch_not_below"),
            (story.City, story.Village, "agencies.vouching.vouch_parent"), (story.City, story.County, "agencies.vouching.vouch_parent"),
        })
        {
            var no = await Should.ThrowAsync<Refusal>(() => story.Town.Use<VouchFor, long>(vouch =>
                vouch.Run(new(admin, child.AccountId, VouchTown.Evidence, new(2026, 4, 20)) { ByAgencyId = by.AccountId }, default)));
            no.Word.ShouldBe(word, $"{by.Name} for {child.Name}");
        }
    }

    private static async Task<(HttpStatusCode Status, string Html)> Posts(VouchTown story, string path, params (string Name, string Value)[] fields)
    {
        var all = new Dictionary<string, string> { ["evidence"] = VouchTown.Evidence, ["until"] = VouchTown.Until, ["seal"] = "Government", ["by"] = "site" };
        foreach (var (name, value) in fields) all[name] = value;
        var answer = await story.Admin.Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(all) });
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [BothEngines]
    public async Task After_a_move_a_chain_never_rests_on_itself(EngineKind engine)
    {
        await using var story = await VouchTown.Start(engine);
        await story.VouchesForAll();
        // The county comes to stand above the city that vouched for it.
        await story.Town.Write(db =>
        {
            db.Agencies.Find(story.County.AccountId)!.ParentId = story.Province.AccountId;
            db.Agencies.Find(story.City.AccountId)!.ParentId = story.County.AccountId;
            db.Raise(new AgencyChanged(story.City.AccountId));
            db.Raise(new AgencyChanged(story.County.AccountId));
        });
        (await Posts(story, "/admin/agencies/deyang/vouch", ("by", "parent"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await story.Sealed()).ShouldBe(["sichuan", "deyang", "luojiang", "yuyin"]);
        await story.Vouches(story.County);
        await story.Vouches(story.City);
        (await story.Checks(story.City)).Links.Select(l => l.Handle).ShouldBe(["sichuan", "luojiang", "deyang"]);
    }
}
