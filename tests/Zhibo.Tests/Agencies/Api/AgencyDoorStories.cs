using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies.Api;

/// <summary>Programs keep the register, vouch, and give seats as people do on the pages.</summary>
public sealed class AgencyDoorStories
{
    private const string Root = "/api/zhibo/v1", Staff = "read write admin:read admin:write";

    [BothEngines]
    public async Task An_office_is_entered_vouched_for_staffed_frozen_and_closed(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (town, admin) = (register.Town, await Program(register.Town, register.Admin, Staff));
        var entered = await admin.Calls(HttpMethod.Post, Root + "/agencies", JsonContent.Create(new { name = "德阳市公安局", region = "德阳市", line = "gongan", handle = "deyanggongan", duties = new[] { "户籍", "出入境" } }));
        entered.StatusCode.ShouldBe(HttpStatusCode.Created);
        entered.Headers.Location!.ToString().ShouldBe(Root + "/agencies/deyanggongan");
        await admin.Json(HttpMethod.Post, Root + "/agencies", new { name = "旌阳区公安分局", region = "510603", line = "gongan", handle = "jingyanggongan", parent = "deyanggongan" });
        var changed = await admin.Json(HttpMethod.Patch, Root + "/agencies/deyanggongan", new { phone = "110", point = new { latitude = 31.1, longitude = 104.4 } });
        changed.GetProperty("phone").GetString().ShouldBe("110");
        changed.GetProperty("duties").EnumerateArray().Select(d => d.GetString()).ShouldBe(["户籍", "出入境"]);
        changed.GetProperty("latitude").GetDouble().ShouldBe(31.1);
        (await town.Stranger.Json(Root + "/agencies?q=德阳市公安&state=invited")).GetProperty("total").GetInt32().ShouldBe(1);

        await admin.Json(HttpMethod.Post, Root + "/agencies/deyanggongan/vouchers", new { evidence = "德编办〔2014〕1号", until = "2026-01-01" });
        await admin.Json(HttpMethod.Post, Root + "/agencies/jingyanggongan/vouchers", new { evidence = "德公〔2014〕2号", until = "2026-01-01", by = "deyanggongan" });
        (await State(register, "jingyanggongan")).ShouldBe(("verified", true));

        // A code for a manager; who takes the seat manages at once.
        var made = await admin.Json(HttpMethod.Post, Root + "/agencies/deyanggongan/invitations", new { role = "manager", days = 3 });
        var code = made.GetProperty("code").GetString()!;
        made.GetProperty("link").GetString().ShouldEndWith("/invitations/" + code);
        var liu = await Program(town, await town.Citizen("刘英", "liuying"), Staff);
        (await town.Stranger.Json($"{Root}/invitations/{code}")).GetProperty("role").GetString().ShouldBe("manager");
        (await liu.Json(HttpMethod.Post, $"{Root}/invitations/{code}/accept")).GetProperty("rights").EnumerateArray().Select(r => r.GetString()).ShouldContain("manage");
        (await Refused(liu.Calls(HttpMethod.Post, $"{Root}/invitations/{code}/accept"))).ShouldBe((404, "agencies.invitation.gone", "code"));
        (await State(register, "deyanggongan")).ShouldBe(("active", true));

        await town.Citizen("小编", "xiaobian");
        var team = await liu.Json(HttpMethod.Post, Root + "/agencies/deyanggongan/team", new { person = "xiaobian", role = "editor" });
        team.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("handle").GetString()).ShouldBe(["liuying", "xiaobian"]);
        (await liu.Calls(HttpMethod.Delete, Root + "/agencies/deyanggongan/team/xiaobian/editor")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var open = (await liu.Json(HttpMethod.Post, Root + "/agencies/deyanggongan/invitations", new { role = "editor" })).GetProperty("id").GetString();
        (await liu.Calls(HttpMethod.Delete, $"{Root}/agencies/deyanggongan/invitations/{open}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await liu.Json(Root + "/agencies/deyanggongan/team")).GetProperty("invitations").GetArrayLength().ShouldBe(0);

        // The manager above freezes what stands below; the word for it is taken back by who gave it.
        (await liu.Json(HttpMethod.Post, Root + "/agencies/jingyanggongan/freeze", new { reason = "账号交接" })).GetProperty("state").GetString().ShouldBe("frozen");
        (await liu.Json(HttpMethod.Post, Root + "/agencies/jingyanggongan/thaw", new { })).GetProperty("state").GetString().ShouldBe("verified");
        var listed = (await liu.Json(Root + "/vouchers?parent=deyanggongan")).GetProperty("accounts").EnumerateArray().Single();
        var voucher = listed.GetProperty("voucher").GetProperty("id").GetString();
        (await liu.Calls(HttpMethod.Post, $"{Root}/vouchers/{voucher}/revoke", JsonContent.Create(new { reason = "公章已经作废" }))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await State(register, "jingyanggongan")).ShouldBe(("invited", false));
        (await admin.Json(HttpMethod.Post, Root + "/agencies/jingyanggongan/rename", new { name = "旌阳公安分局", reason = "机构改革" })).GetProperty("former_names")[0].GetString().ShouldBe("旌阳区公安分局");
        (await admin.Json(HttpMethod.Post, Root + "/agencies/jingyanggongan/transfer", new { parent = "", reason = "机构改革" })).GetProperty("parent").ValueKind.ShouldBe(JsonValueKind.Null);
        (await admin.Json(HttpMethod.Post, Root + "/agencies/jingyanggongan/close", new { reason = "撤并" })).GetProperty("state").GetString().ShouldBe("closed");
    }

    [BothEngines]
    public async Task Doors_refuse_as_pages_do_in_problem_details(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var town = register.Town;
        var (bureau, school) = (await register.Enters("德阳市公安局", "deyanggongan"), await register.Enters("德阳市教育局", "deyangjiaoyu", line: "jiaoyu"));
        var admin = await Program(town, register.Admin, Staff);
        var chief = await Program(town, await register.Seated("市局经理", bureau, SeatRole.Manager), Staff);
        var head = await Program(town, await register.Seated("教育经理", school, SeatRole.Manager), Staff);

        // No token, a phone's token, somebody else's office.
        var freeze = JsonContent.Create(new { reason = "账号交接" });
        (await Refused(town.Stranger.Calls(HttpMethod.Post, Root + "/agencies/deyanggongan/freeze", freeze))).ShouldBe((401, "accounts.sign_in_needed", null));
        (await Refused(register.Admin.Calls(HttpMethod.Post, Root + "/agencies/deyanggongan/freeze", freeze))).ShouldBe((403, "accounts.scope_missing", null));
        (await Refused(chief.Calls(HttpMethod.Post, Root + "/agencies/deyanggongan/freeze", freeze))).ShouldBe((403, "agencies.not_yours", null));
        (await Refused(head.Calls(HttpMethod.Get, Root + "/agencies/deyanggongan/team"))).ShouldBe((404, "accounts.no_desk", null));
        (await Refused(head.Calls(HttpMethod.Post, Root + "/agencies/deyanggongan/team", JsonContent.Create(new { person = "halladmin", role = "manager" })))).ShouldBe((404, "accounts.no_desk", null));
        (await register.Audited()).ShouldContain("seat.refused");
        (await Refused(head.Calls(HttpMethod.Get, Root + "/vouchers"))).ShouldBe((403, "accounts.admins_only", null));
        (await Refused(head.Calls(HttpMethod.Post, Root + "/agencies/deyanggongan/vouchers", JsonContent.Create(new { evidence = "德编办〔2014〕1号", until = "2026-01-01", by = "deyangjiaoyu" })))).ShouldBe((403, "agencies.vouching.vouch_not_below", null));

        // Wrong values name their field; what is no JSON of ours is a bad request.
        (await Refused(Post(admin, "/agencies", "{}"))).ShouldBe((422, "agencies.no_region", "region"));
        (await Refused(Post(admin, "/agencies", """{"name":null,"region":"5106","line":"gongan"}"""))).ShouldBe((422, "agencies.name_missing", "name"));
        (await Refused(Post(admin, "/agencies", """{"name":"德阳市公安局","region":"5106","line":"gongan"}"""))).ShouldBe((409, "agencies.name_taken", "name"));
        (await Refused(Post(admin, "/agencies", """{"name":"德阳市交警","region":"5106","line":"gongan","level":"3"}"""))).ShouldBe((422, "agencies.level_bad", "level"));
        (await Refused(Post(admin, "/agencies/deyanggongan/freeze", """{"reason":null}"""))).ShouldBe((422, "agencies.reason_missing", "reason"));
        (await Refused(Post(admin, "/agencies/deyanggongan/vouchers", """{"evidence":"德编办〔2014〕1号","until":"soon"}"""))).ShouldBe((422, "agencies.vouching.until_wrong", "until"));
        (await Refused(Post(admin, "/agencies/deyanggongan/invitations", """{"role":"emperor"}"""))).ShouldBe((422, "agencies.team.no_such_role", "role"));
        (await Refused(Post(admin, "/agencies/deyanggongan/invitations", """{"role":"editor","days":99}"""))).ShouldBe((422, "agencies.invitation.days_wrong", "days"));
        foreach (var bad in (string[])["", "[]", "null", "{", """{"name":5}""", """{"duties":"x"}""", """{"days":"x","name":{}}"""])
            (await Refused(Post(admin, "/agencies", bad))).Status.ShouldBe(400, bad);
        (await Refused(Post(admin, "/agencies/nobody/close", """{"reason":"撤并"}"""))).ShouldBe((404, "agencies.not_found", null));
        (await Refused(admin.Calls(HttpMethod.Delete, Root + "/agencies/deyanggongan/team/nobody/editor"))).ShouldBe((404, "agencies.team.no_such_seat", null));
        (await town.Read(db => db.Agencies.CountAsync(a => a.State == AgencyState.Frozen || a.State == AgencyState.Closed))).ShouldBe(0);
    }

    [BothEngines]
    public async Task Officials_are_tied_given_a_code_and_released(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        await register.Enters("德阳市公安局", "deyanggongan");
        await register.Enters("德阳市教育局", "deyangjiaoyu", line: "jiaoyu");
        var admin = await Program(register.Town, register.Admin, Staff);
        var tied = await admin.Json(HttpMethod.Post, Root + "/agencies/deyanggongan/officials", new { handle = "chenshiqu", name = "陈士渠", title = "打拐办主任", since = "2025-04-20" });
        tied.GetProperty("officials")[0].GetProperty("since").GetString().ShouldBe("2025-04-20");
        (await Refused(Post(admin, "/agencies/deyangjiaoyu/officials/chenshiqu/code", "{}"))).ShouldBe((404, "agencies.no_official", null));
        var code = (await admin.Json(HttpMethod.Post, Root + "/agencies/deyanggongan/officials/chenshiqu/code", new { })).GetProperty("code").GetString();
        var invitation = await register.Town.Stranger.Json($"{Root}/invitations/{code}");
        (invitation.GetProperty("official").GetString(), invitation.GetProperty("role").GetString()).ShouldBe(("陈士渠", null));
        // It leads to a password, which no token sets.
        (await Refused(admin.Calls(HttpMethod.Post, $"{Root}/invitations/{code}/accept"))).Status.ShouldBe(404);
        await admin.Json(HttpMethod.Post, Root + "/agencies/deyanggongan/officials/chenshiqu/release", new { });
        (await admin.Json(Root + "/agencies/deyanggongan/team")).GetProperty("officials")[0].GetProperty("former").GetBoolean().ShouldBeTrue();
    }

    private static async Task<(string?, bool)> State(RegisterTown register, string handle)
    {
        var agency = await register.Town.Stranger.Json($"{Root}/agencies/{handle}");
        return (agency.GetProperty("state").GetString(), agency.GetProperty("sealed").GetBoolean());
    }

    private static Task<HttpResponseMessage> Post(Person who, string path, string json) =>
        who.Calls(HttpMethod.Post, Root + path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

    private static async Task<(int Status, string Code, string? Field)> Refused(Task<HttpResponseMessage> call)
    {
        var answer = await call;
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(RegisterTown.Ct)).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe((int)answer.StatusCode);
        return ((int)answer.StatusCode, problem.GetProperty("code").GetString()!, problem.TryGetProperty("field", out var field) ? field.GetString() : null);
    }

    /// <summary>A program of that person's, with a token of these scopes.</summary>
    private static async Task<Person> Program(Town town, Person person, string scopes)
    {
        var token = "token-of-" + person.Handle;
        await town.Write(db => db.Add(new AccessToken { Id = town.Services.GetRequiredService<Ids>().Next(), UserId = person.UserId, TokenHash = Town.Hash(token), Scopes = scopes }));
        return new(town, person.Name, person.Handle, person.AccountId, person.UserId, null, token);
    }
}
