using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhibo.Tests.Halls;

namespace Zhibo.Tests.Trends;

/// <summary>People old enough to be counted, and what the lists say.</summary>
internal static class TrendTown
{
    private static int born;

    /// <summary>A hall at the front door, so many citizens who have been here for more than a day, and the hour before they speak.</summary>
    public static async Task<(HallTown Halls, Person[] People)> Start(EngineKind engine, int people)
    {
        var halls = await HallTown.Start(engine);
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        var citizens = await halls.Town.Citizens(people);
        halls.Town.Clock.Advance(TimeSpan.FromHours(25));
        return (halls, citizens);
    }

    public static async Task<Person[]> Citizens(this Town town, int count)
    {
        var people = new Person[count];
        for (var n = 0; n < count; n++) people[n] = await town.Citizen("市民" + Letters(Interlocked.Increment(ref born)));
        return people;
    }

    /// <summary>Digits look like letters to the site, which knows names by what they look like.</summary>
    private static string Letters(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => "abdefghkpt"[digit - '0']));

    /// <summary>Each says it once, a minute apart; the ids.</summary>
    public static async Task<List<string>> Say(this Town town, IEnumerable<Person> people, string text)
    {
        List<string> ids = [];
        foreach (var person in people)
        {
            ids.Add(await person.Posts(text));
            town.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        return ids;
    }

    public static async Task<JsonElement[]> Trends(this HallTown halls, string hall = "deyang") =>
        [.. (await halls.Town.Stranger.Json($"/api/zhibo/v1/halls/{hall}/trends")).EnumerateArray()];

    public static async Task<string[]> Names(this HallTown halls, string hall = "deyang") => [.. (await halls.Trends(hall)).Select(t => t.GetProperty("name").GetString()!)];

    public static string Topic(string name) => "/topics/" + Uri.EscapeDataString(name);

    public static Task<HttpResponseMessage> Hosts(this Person person, string topic, string introduction, Person? office = null) =>
        person.Calls(HttpMethod.Put, $"/api/zhibo/v1{Topic(topic)}/host", JsonContent.Create(new { introduction }), ActAs(office));

    public static Task<HttpResponseMessage> Pins(this Person person, string topic, string post, Person? office = null, bool pinned = true) =>
        person.Calls(pinned ? HttpMethod.Post : HttpMethod.Delete, $"/api/zhibo/v1{Topic(topic)}/pins/{post}", null, ActAs(office));

    public static async Task ShouldBe(this Task<HttpResponseMessage> call, HttpStatusCode status)
    {
        var answer = await call;
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
    }

    private static (string, string)[] ActAs(Person? office) => office is null ? [] : [("Zhibo-Act-As", office.Handle)];
}
