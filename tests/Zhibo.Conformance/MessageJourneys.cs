using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Zhibo.Accounts;
using Zhibo.Agencies.Seats;
using Zhibo.Tests;
using Zhibo.Tests.Desk;
using Zhibo.Tests.Media;
using Zhibo.Tests.Messages;

namespace Zhibo.Conformance;

/// <summary>Two people and an office write to each other in private.</summary>
public sealed class MessageJourneys(Browser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task From_a_profile_to_an_answer(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var (wang, chen) = (await town.Citizen("王小微", "wang"), await town.Citizen("陈学珍", "chenxuezhen"));
        var office = await town.Office("德阳城管", "chengguan");
        var clerk = await town.Staff("承办人老周", office, SeatRole.Manager);
        await using var journey = await Journey.Begin(browser, town, eyes, wang);

        await journey.Opens("/messages");
        await journey.Opens("/@chenxuezhen");
        await journey.Presses("a.letter");
        await journey.Looks();
        await journey.Page.Locator("#message-files").SetInputFilesAsync(new FilePayload { Name = "1.png", MimeType = "image/png", Buffer = Drawings.Png(300, 200) });
        await journey.Types("#message", "橘子还有吗？要十斤");
        await journey.Presses("form.message-form button.main");
        await journey.Sees("橘子还有吗？要十斤");
        await journey.Page.Locator(".bubble .media img").WaitForAsync();
        await journey.Looks();
        var talk = MessageTown.Path(await town.OnlyTalk());
        if (eyes.Script) await FollowsAlong(journey, chen, wang);
        else await chen.WritesTo(wang, "有的，明天送来");
        await journey.Opens("/messages");
        await journey.Sees("有的，明天送来");
        await office.WritesTo(wang, "您反映的路灯修好了");
        await journey.Opens("/messages/requests");
        await journey.Presses(".talks a");
        await journey.Looks();
        await journey.Presses(".request button.main");
        await journey.Looks();
        foreach (var path in new[] { "/settings/messages", talk + "/clear", $"{talk}/report/{await Received(town, chen)}", "/notices" }) await journey.Opens(path);
        await AtTheDesk(town, eyes, clerk, wang, office);
    }

    /// <summary>The other has the page open, and answers while we look.</summary>
    private static async Task FollowsAlong(Journey journey, Person chen, Person wang)
    {
        await chen.WritesTo(wang, "有的，明天送来");
        await journey.Sees("有的，明天送来");
        await Assertions.Expect(journey.Page.Locator(".own .read")).ToHaveCountAsync(1);
        await journey.Looks();
    }

    private async Task AtTheDesk(Town town, Eyes eyes, Person clerk, Person wang, Person office)
    {
        await wang.WritesTo(office, "谢谢，还有一盏不亮");
        await using var journey = await Journey.Begin(browser, town, eyes, clerk);
        await journey.Opens("/desk/chengguan/q/messages");
        await journey.Presses(".queue li a");
        await journey.Looks();
        await journey.Types("#message", "马上派人");
        await journey.Presses("form.message-form button.main");
        await journey.Sees("马上派人");
        await journey.Looks();
        await journey.Opens("/desk/chengguan/auto-reply");
        var admin = await town.Citizen("小唐", "halladmin", role: UserRole.HallAdmin);
        await wang.Send(MessageTown.Form($"/messages/{await Talk(town, office)}/report/{await Received(town, office)}", ("reason", "试一试")));
        await using var board = await Journey.Begin(browser, town, eyes, admin);
        await board.Opens("/admin/reports");
    }

    private static Task<long> Talk(Town town, Person with) => town.Read(db => db.ConversationParties.Where(p => p.AccountId == with.AccountId).Select(p => p.ConversationId).FirstAsync(Ct));

    private static Task<long> Received(Town town, Person from) => town.Read(db => db.Messages.Where(m => m.AuthorId == from.AccountId).Select(m => m.PostId).FirstAsync(Ct));
}
