using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Notifications;

/// <summary>Devices are told at once, in a way that only they can read.</summary>
public sealed class PushStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly TownOptions WithDomain = new()
    {
        Settings = settings => (settings.Site.Domain, settings.Mail.From) = ("deyang.example", "post@deyang.example"),
    };

    /// <summary>The receiver of these stories reads the example of RFC 8291, appendix A.</summary>
    [Fact]
    public void The_receiver_reads_what_the_standard_wrote()
    {
        var device = PushReceiver.Of("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", "BTBZMqHH6r4Tts7J_aSIgg");
        var message = System.Buffers.Text.Base64Url.DecodeFromChars("DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
        Encoding.UTF8.GetString(device.Decrypt(message)).ShouldBe("When I grow up, I want to be a watermelon");
    }

    [BothEngines]
    public async Task A_browser_is_told_and_only_it_can_read_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine, WithDomain);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var device = new PushReceiver();
        town.Wires.World = device.Take;
        (await wang.Rings(device)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var post = await wang.Posts("晴");
        var comment = await li.Posts("真的吗？", answering: post);
        await li.Likes(post);
        await town.Quiet();

        var push = device.Got.Single();
        push.Body.Text("title").ShouldBe("李四评论了您");
        push.Body.Text("body").ShouldBe("真的吗？");
        push.Body.Text("url").ShouldBe($"/@li/{comment}");
        push.Body.Text("preferred_locale").ShouldBe("zh-Hans");
        push.Body.Text("icon").ShouldBe("https://deyang.example/avatars/li.svg");
        push.Body.TryGetProperty("access_token", out _).ShouldBeFalse();
        (push.Topic, push.Urgency ?? "normal", push.Ttl).ShouldBe((push.Body.Text("tag"), "normal", "86400"));
        var claims = PushReceiver.Claims(push);
        claims.Text("aud").ShouldBe("https://push.example.com");
        claims.Text("sub").ShouldBe("mailto:post@deyang.example");
        var ends = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64());
        ends.ShouldBeInRange(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddHours(24));
        push.Key.ShouldBe((await town.Stranger.Json("/api/v2/instance")).GetProperty("configuration").GetProperty("vapid").Text("public_key"));
        // The private half lies sealed.
        (await town.Read(db => db.VapidKeys.SingleAsync(Ct))).PrivateKey.Length.ShouldBeGreaterThan(100);

        // What was wished for: likes, too, but at 1, 10, 100 people, not for each.
        await wang.Chooses(("push_like", "true"));
        var second = await wang.Posts("雨");
        var crowd = await town.Crowd(10);
        await crowd[0].Likes(second);
        await town.Quiet();
        foreach (var person in crowd[1..]) await person.Likes(second);
        await town.Quiet();
        device.Got.Skip(1).Select(p => p.Body.Text("title")).ShouldBe(["路人1赞了您的微博", "路人10等 10 人赞了您的微博"]);
        device.Got.Skip(1).Select(p => p.Topic).Distinct().Count().ShouldBe(1);

        await li.Posts("悄悄话：密码是 1234 @wang", "direct");
        await town.Quiet();
        device.Got.Count.ShouldBe(3);
        await wang.Follows(li);
        await li.Posts("悄悄话：密码是 1234 @wang", "direct");
        await town.Quiet();
        device.Got[^1].Json.ShouldNotContain("1234");
        (device.Got[^1].Body.Text("title"), device.Got[^1].Urgency).ShouldBe(("李四给您发来一条私信", "high"));
    }

    [BothEngines]
    public async Task What_was_read_or_taken_back_meanwhile_is_not_told(EngineKind engine)
    {
        await using var town = await Town.Start(engine, WithDomain);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var device = new PushReceiver { Answer = HttpStatusCode.ServiceUnavailable, RetryAfter = TimeSpan.FromMinutes(30) };
        town.Wires.World = device.Take;
        await wang.Rings(device);
        await li.Posts("早 @王小微");
        await town.Quiet();
        town.Wires.Requests.Count.ShouldBe(1);

        // Not before the push service wants to be asked again.
        device.Answer = HttpStatusCode.Created;
        town.Clock.Leap(TimeSpan.FromMinutes(20));
        await town.Quiet();
        device.Got.ShouldBeEmpty();
        town.Clock.Leap(TimeSpan.FromMinutes(20));
        await town.Quiet();
        device.Got.Count.ShouldBe(1);
        (await town.Read(db => db.PushDevices.SingleAsync(Ct))).FailingSince.ShouldBeNull();

        device.Answer = HttpStatusCode.BadGateway;
        await li.Posts("再早 @王小微");
        await town.Quiet();
        await wang.Lines();
        device.Answer = HttpStatusCode.Created;
        town.Clock.Leap(TimeSpan.FromHours(2));
        await town.Quiet();
        device.Got.Count.ShouldBe(1);
    }

    [BothEngines]
    public async Task At_night_devices_are_silent_and_say_it_once_in_the_morning(EngineKind engine)
    {
        await using var town = await Town.Start(engine, WithDomain);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var device = new PushReceiver();
        town.Wires.World = device.Take;
        await wang.Rings(device);
        // It is half past eight.
        await wang.Chooses(("quiet_from", "08:00"), ("quiet_until", "09:00"));
        await li.Posts("早 @王小微");
        await li.Posts("在吗 @王小微");
        await town.Quiet();
        device.Got.ShouldBeEmpty();
        town.Clock.Leap(TimeSpan.FromMinutes(31));
        await town.Quiet();
        device.Got.Single().Body.Text("body").ShouldBe("您有 2 条新消息");
    }

    [BothEngines]
    public async Task A_device_goes_with_its_session_and_when_nobody_listens(EngineKind engine)
    {
        await using var town = await Town.Start(engine, WithDomain);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var device = new PushReceiver();
        town.Wires.World = device.Take;
        await wang.Rings(device);
        // The same browser once more is the same device; another person at it takes it over.
        await wang.Rings(device);
        (await Devices(town)).ShouldBe([wang.AccountId]);
        await li.Rings(device);
        (await Devices(town)).ShouldBe([li.AccountId]);
        await li.Send(new(HttpMethod.Post, "/sign-out"));
        (await Devices(town)).ShouldBeEmpty();

        device.Answer = HttpStatusCode.Gone;
        await wang.Rings(device);
        await li.Posts("早 @王小微");
        await town.Quiet();
        (await Devices(town)).ShouldBeEmpty();

        device.Answer = HttpStatusCode.InternalServerError;
        await wang.Rings(device);
        for (var day = 0; day < 5; day++)
        {
            await li.Posts($"第{day}天 @王小微");
            await town.Quiet();
            town.Clock.Leap(TimeSpan.FromHours(25));
        }
        await town.Quiet();
        (await Devices(town)).ShouldBeEmpty();
    }

    [BothEngines]
    public async Task Programs_subscribe_in_Mastodons_way(EngineKind engine)
    {
        await using var town = await Town.Start(engine, WithDomain);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var phone = new PushReceiver();
        town.Wires.World = phone.Take;
        var pushes = await wang.WithScopes(town, "push");
        (await pushes.Calls(HttpMethod.Get, "/api/v1/push/subscription").AsRefusal()).ShouldBe(HttpStatusCode.NotFound);
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["subscription[endpoint]"] = phone.Endpoint,
            ["subscription[keys][p256dh]"] = phone.P256dh + "=",
            ["subscription[keys][auth]"] = phone.Auth + "==",
            ["data[alerts][favourite]"] = "true",
            ["data[policy]"] = "followed",
        });
        (await pushes.Calls(HttpMethod.Post, "/api/v1/push/subscription", form)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var kept = await pushes.Json("/api/v1/push/subscription");
        (kept.GetProperty("alerts").Flag("favourite"), kept.GetProperty("alerts").Flag("mention"), kept.Flag("standard"), kept.Text("policy")).ShouldBe((true, false, true, "followed"));

        var post = await wang.Posts("晴");
        await li.Likes(post);
        await town.Quiet();
        phone.Got.ShouldBeEmpty();
        await wang.Follows(li);
        await li.Likes(await wang.Posts("多云"));
        await li.Posts("早 @王小微");
        await town.Quiet();
        var push = phone.Got.Single().Body;
        (push.Text("notification_type"), push.Text("title"), push.Text("body")).ShouldBe(("favourite", "李四赞了您的微博", "多云"));
        push.TryGetProperty("url", out _).ShouldBeFalse();
        var id = push.GetProperty("notification_id").GetInt64();
        (await wang.Json($"/api/v1/notifications/{id}")).Text("type").ShouldBe("favourite");

        var changed = await pushes.Json(HttpMethod.Put, "/api/v1/push/subscription", new { data = new { alerts = new { mention = true }, policy = "all" } });
        (changed.GetProperty("alerts").Flag("favourite"), changed.GetProperty("alerts").Flag("mention")).ShouldBe((false, true));
        await pushes.Json(HttpMethod.Delete, "/api/v1/push/subscription");
        (await Devices(town)).ShouldBeEmpty();
        var reads = await wang.WithScopes(town, "read write follow");
        (await reads.Calls(HttpMethod.Get, "/api/v1/push/subscription").AsRefusal()).ShouldBe(HttpStatusCode.Forbidden);
    }

    [BothEngines]
    public async Task Nobody_sends_us_into_our_own_house(EngineKind engine)
    {
        await using var town = await Town.Start(engine, WithDomain);
        var wang = await town.Citizen("王小微", "wang");
        var device = new PushReceiver();
        foreach (var endpoint in new[] { "", "http://push.example.com/a", "https://127.0.0.1/a", "https://localhost/a", "https://[::1]/a", "https://10.0.0.1/", "https://push.example.com:8443/a", "https://me@push.example.com/", "file:///etc/passwd", "https://push.example.com/" + new string('a', 2000) })
            (await Keep(endpoint, device.P256dh, device.Auth)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, endpoint);
        foreach (var (key, secret) in new[] { ("", device.Auth), (device.P256dh, ""), (device.Auth, device.Auth), (device.P256dh[..40], device.Auth), ("B" + new string('A', 86), device.Auth), (device.P256dh, device.P256dh), ("%%%", "%%%") })
            (await Keep(device.Endpoint, key, secret)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, key);
        (await Devices(town)).ShouldBeEmpty();

        // Who acts often stays within bounds.
        for (var n = 0; n < 22; n++)
        {
            var token = await wang.WithScopes(town, "push");
            await token.Json(HttpMethod.Post, "/api/v1/push/subscription", new { subscription = new { endpoint = $"{device.Endpoint}/{n}", keys = new { p256dh = device.P256dh, auth = device.Auth } } });
        }
        (await Devices(town)).Count.ShouldBe(20);

        Task<HttpResponseMessage> Keep(string endpoint, string key, string secret) => wang.Calls(HttpMethod.Post, "/api/v1/push/subscription",
            System.Net.Http.Json.JsonContent.Create(new { subscription = new { endpoint, keys = new { p256dh = key, auth = secret } } }));
    }

    private static Task<List<long>> Devices(Town town) => town.Read(db => db.PushDevices.Select(d => d.AccountId).ToListAsync(Ct));
}
