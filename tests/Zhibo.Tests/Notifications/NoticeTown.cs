using Microsoft.Extensions.DependencyInjection;
using Zhibo.Notifications.Digests;

namespace Zhibo.Tests.Notifications;

/// <summary>What stories about notices say often.</summary>
internal static class NoticeTown
{
    public static async Task<List<Person>> Crowd(this Town town, int many)
    {
        List<Person> crowd = [];
        for (var n = 1; n <= many; n++) crowd.Add(await town.Citizen($"路人{n}", $"passer{n}"));
        return crowd;
    }

    /// <summary>The lines of the page, as a reader sees them.</summary>
    public static async Task<string[]> Lines(this Person person, string query = "") =>
        [.. (await person.Page("/notices" + query)).QuerySelectorAll(".notices li").Select(l => string.Join(' ', l.QuerySelector(".said")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    /// <summary>This browser asks to be told.</summary>
    public static async Task<HttpResponseMessage> Rings(this Person person, PushReceiver device) =>
        await person.Send(new(HttpMethod.Post, "/settings/notices/devices")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["endpoint"] = device.Endpoint, ["p256dh"] = device.P256dh, ["auth"] = device.Auth }),
        });

    public static async Task Chooses(this Person person, params (string Name, string Value)[] fields) =>
        await person.Submits(await person.Page("/settings/notices"), ".notice-form", fields);

    public static async Task WritesDigests(this Town town)
    {
        using (var scope = town.Services.CreateScope()) await scope.ServiceProvider.GetRequiredService<MakeDigests>().Run(TestContext.Current.CancellationToken);
        await town.Quiet();
    }
}
