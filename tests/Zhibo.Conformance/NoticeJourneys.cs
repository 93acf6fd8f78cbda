using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhibo.Notifications.Digests;
using Zhibo.Tests;
using Zhibo.Tests.Notifications;

namespace Zhibo.Conformance;

/// <summary>Somebody is told what happened: on the page, on the device, by mail.</summary>
public sealed class NoticeJourneys(Browser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // A browser under test has no push service: this one answers as it would, with the keys of the receiver.
    private static string Stub(PushReceiver device) => $$"""
        (() => {
          const subscription = { endpoint: '{{device.Endpoint}}', options: {}, toJSON: () => ({ endpoint: '{{device.Endpoint}}', keys: { p256dh: '{{device.P256dh}}', auth: '{{device.Auth}}' } }) };
          PushManager.prototype.subscribe = async () => subscription;
          PushManager.prototype.getSubscription = async () => null;
          Notification.requestPermission = async () => 'granted';
          Object.defineProperty(Notification, 'permission', { get: () => 'default' });
        })();
        """;

    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task From_many_likes_to_a_silent_evening(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true, Settings = settings => settings.Site.Domain = "" });
        var wang = await town.Citizen("王小微", "wang");
        var crowd = await town.Crowd(5);
        var post = await wang.Posts("人民南路的路灯修好了，谢谢！");
        await using var journey = await Journey.Begin(browser, town, eyes, wang);
        await journey.Opens("/notices");
        await journey.Opens("/compose");
        foreach (var person in crowd) await person.Likes(post);
        await crowd[0].Follows(wang);
        await crowd[1].Posts("确实亮多了", answering: post);
        await town.Quiet();
        if (eyes.Script)
        {
            // Without loading anything.
            await Assertions.Expect(journey.Page.Locator("[data-unread=notices]").First).ToHaveTextAsync("3");
            (await journey.Page.TitleAsync()).ShouldStartWith("(3) ");
        }
        await journey.Opens("/notices");
        (await journey.Page.Locator(".notices li").CountAsync()).ShouldBe(3);
        await journey.Presses(".notices .said a.name:has-text('5')");
        await journey.Looks();
        (await journey.Page.Locator(".people li").CountAsync()).ShouldBe(5);

        await journey.Opens("/settings/notices");
        await journey.Page.Locator("select[name=who_like]").SelectOptionAsync("nobody");
        await journey.Types("input[name=quiet_from]", "22:00");
        await journey.Types("input[name=quiet_until]", "07:00");
        await journey.Presses(".notice-form button.main");
        await journey.Looks();
        (await journey.Page.Locator("select[name=who_like]").InputValueAsync()).ShouldBe("nobody");
        if (eyes.Script) await Rings(journey, town, crowd[2], post);
        await Unsubscribes(journey, town, wang);
    }

    private static async Task Rings(Journey journey, Town town, Person li, string post)
    {
        // A quiet evening would hide it.
        await town.Write(db => { db.NoticeWishes.ExecuteDelete(); });
        var device = new PushReceiver();
        town.Wires.World = device.Take;
        await journey.Page.AddInitScriptAsync(Stub(device));
        await journey.Opens("/settings/notices");
        await journey.Page.Locator("[data-push-on]").ClickAsync();
        await journey.Page.Locator("#devices ~ .rows form").WaitForAsync();
        await journey.Looks();
        await li.Posts("以后还请多关照", answering: post);
        await town.Quiet();
        device.Got.Single().Body.GetProperty("body").GetString().ShouldBe("以后还请多关照");
        await journey.Presses("#devices ~ .rows button");
        await journey.Sees(journey.Word("notifications.done.device_ended"));
        (await town.Read(db => db.PushDevices.CountAsync(Ct))).ShouldBe(0);
    }

    private static async Task Unsubscribes(Journey journey, Town town, Person wang)
    {
        var pass = town.Services.GetRequiredService<UnsubscribePass>().Issue(wang.AccountId);
        await journey.Opens("/unsubscribe/" + pass);
        await journey.Presses(".form-page button.main");
        await journey.Looks();
        await journey.Sees(journey.Word("notifications.unsubscribe.done"));
    }
}
