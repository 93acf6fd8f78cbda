using System.Net;
using System.Net.Http.Json;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Agencies.Seats;

/// <summary>Every role against every act, through the door: what is allowed, and that everything else is refused.</summary>
public sealed class RightsTests
{
    private static readonly Dictionary<SeatRole, string[]> Allowed = new()
    {
        [SeatRole.Editor] = ["post", "quote", "comment", "repost", "unrepost", "like", "edit post", "edit comment", "delete post", "delete comment", "read notices"],
        [SeatRole.Reviewer] = ["post", "quote", "comment", "repost", "unrepost", "like", "edit post", "edit comment", "delete post", "delete comment", "read notices"],
        [SeatRole.Handler] = ["comment", "repost", "unrepost", "like", "edit comment", "delete comment", "read notices"],
        [SeatRole.Supervisor] = ["comment", "repost", "unrepost", "like", "edit comment", "delete comment", "read notices", "read log"],
        [SeatRole.Manager] =
        [
            "post", "quote", "comment", "repost", "unrepost", "like", "edit post", "edit comment", "delete post", "delete comment", "read notices", "read log",
            "follow", "unfollow", "block", "unblock", "mute", "unmute", "grant", "take", "invite", "withdraw", "offboard", "reach",
        ],
    };

    [BothEngines]
    public async Task Every_role_may_what_its_row_says_and_nothing_else(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("微博德阳", "weibodeyang");
        var (wang, boss) = (await town.Citizen("王小微", "wang"), await town.Citizen("主任", "zhuren"));
        await town.Sits(boss, office, SeatRole.Manager);
        var theirs = await wang.Posts("路灯坏了 @微博德阳");
        foreach (var role in Enum.GetValues<SeatRole>())
        {
            var clerk = await town.Citizen($"职员{role}", "clerk" + (int)role);
            await town.Sits(clerk, office, role);
            List<string> could = [];
            foreach (var (act, request) in Acts(clerk, theirs, wang, await Said(boss, null), await Said(boss, theirs)))
            {
                var answer = await request();
                if ((int)answer.StatusCode < 400) could.Add(act);
                else answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{role} {act}");
            }
            could.ShouldBe(Allowed[role], ignoreOrder: true, role.ToString());
        }
    }

    private static IEnumerable<(string Act, Func<Task<HttpResponseMessage>> Request)> Acts(Person clerk, string theirs, Person wang, string post, string comment)
    {
        yield return ("post", () => Api(HttpMethod.Post, "statuses", new { status = "通知" }));
        yield return ("quote", () => Api(HttpMethod.Post, "statuses", new { status = "已转", quoted_status_id = theirs }));
        yield return ("comment", () => Api(HttpMethod.Post, "statuses", new { status = "马上修", in_reply_to_id = theirs }));
        yield return ("repost", () => Api(HttpMethod.Post, $"statuses/{theirs}/reblog"));
        yield return ("unrepost", () => Api(HttpMethod.Post, $"statuses/{theirs}/unreblog"));
        yield return ("like", () => Api(HttpMethod.Post, $"statuses/{theirs}/favourite"));
        yield return ("edit post", () => Api(HttpMethod.Put, $"statuses/{post}", new { status = "更正 " + clerk.Handle }));
        yield return ("edit comment", () => Api(HttpMethod.Put, $"statuses/{comment}", new { status = "更正 " + clerk.Handle }));
        yield return ("delete post", () => Api(HttpMethod.Delete, $"statuses/{post}"));
        yield return ("delete comment", () => Api(HttpMethod.Delete, $"statuses/{comment}"));
        yield return ("read notices", () => Api(HttpMethod.Get, "notifications"));
        foreach (var act in new[] { "follow", "unfollow", "block", "unblock", "mute", "unmute" })
            yield return (act, () => Api(HttpMethod.Post, $"accounts/{wang.AccountId}/{act}"));
        yield return ("read log", () => clerk.Get("/desk/weibodeyang/audit"));
        yield return ("grant", () => Team("grant", ("handle", "wang"), ("role", "handler")));
        yield return ("take", () => Team("take", ("user", wang.UserId.ToString(null, null)), ("role", "handler")));
        yield return ("invite", () => Team("invite", ("invite_role", "editor"), ("days", "7")));
        yield return ("withdraw", () => Withdraw());
        yield return ("offboard", () => Offboard());
        yield return ("reach", () => Team("reach"));

        Task<HttpResponseMessage> Api(HttpMethod method, string path, object? body = null) =>
            clerk.CallsAs("weibodeyang", method, "/api/v1/" + path, body is null ? null : JsonContent.Create(body));

        Task<HttpResponseMessage> Team(string act, params (string, string)[] fields) => clerk.Send(Offices.Form("/desk/weibodeyang/team/" + act, fields));

        // Whoever may, gives something to take first.
        async Task<HttpResponseMessage> Offboard()
        {
            await Team("grant", ("handle", "wang"), ("role", "editor"));
            return await Team("offboard", ("user", wang.UserId.ToString(null, null)));
        }

        async Task<HttpResponseMessage> Withdraw()
        {
            var page = await clerk.Page("/desk/weibodeyang/team");
            var open = page.QuerySelector("form[action$='/withdraw'] input[name=invitation]")?.GetAttribute("value");
            return await Team("withdraw", ("invitation", open ?? "1"));
        }
    }

    private static async Task<string> Said(Person boss, string? answering)
    {
        var answer = await boss.CallsAs("weibodeyang", HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "原话", in_reply_to_id = answering }));
        return System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Text("id");
    }
}
