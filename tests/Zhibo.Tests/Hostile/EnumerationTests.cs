using System.Diagnostics;
using System.Net;

namespace Zhibo.Tests.Hostile;

/// <summary>Nobody finds out who has an account here, by words or by the clock.</summary>
public sealed class EnumerationTests
{
    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike()
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);

        var known = await SignIn(grounds.Town, "wang", "not this one");
        var unknown = await SignIn(grounds.Town, "gone", "not this one");

        known.Status.ShouldBe(unknown.Status);
        Neutral(known.Body).ShouldBe(Neutral(unknown.Body));
    }

    [Fact]
    public async Task They_take_the_same_time()
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        await SignIn(grounds.Town, "wang", "warm");
        await SignIn(grounds.Town, "gone", "warm");
        var ratios = new List<double>();
        // The quickest of each: what disturbs a measurement only makes it longer. On a busy machine it needs a few tries.
        for (var attempt = 0; attempt < 4 && !ratios.Exists(r => r is > 0.6 and < 1.6); attempt++)
        {
            var (known, unknown) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var n = 0; n < 6; n++)
            {
                known = Min(known, (await SignIn(grounds.Town, "wang", $"wrong {n}")).Took);
                unknown = Min(unknown, (await SignIn(grounds.Town, $"nobody{n}", $"wrong {n}")).Took);
            }
            ratios.Add(unknown / known);
        }

        ratios.ShouldContain(r => r > 0.6 && r < 1.6, $"unknown takes {string.Join(", ", ratios)} times as long as known");
    }

    [Fact]
    public async Task A_forgotten_password_is_answered_alike()
    {
        await using var grounds = await Grounds.Prepare(EngineKind.Sqlite);
        var (known, unknown) = (await Forgot(grounds.Town, "wang"), await Forgot(grounds.Town, "gone"));

        known.ShouldBe(unknown);
    }

    private static async Task<string> Forgot(Town town, string name)
    {
        var stranger = town.Stranger;
        var page = await stranger.Page("/forgot");
        var field = page.QuerySelector("main form input:not([type=hidden])")!.GetAttribute("name")!;
        return Neutral((await stranger.Submits(page, "main form[action='/forgot']", (field, name))).DocumentElement.OuterHtml);
    }

    private static async Task<(HttpStatusCode Status, string Body, TimeSpan Took)> SignIn(Town town, string name, string password)
    {
        var stranger = town.Stranger;
        var started = Stopwatch.GetTimestamp();
        var answer = await stranger.Send(new(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("name", name), new("password", password)]) });
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), Stopwatch.GetElapsedTime(started));
    }

    private static string Neutral(string page) =>
        page.Replace("wang", "NAME", StringComparison.Ordinal).Replace("gone", "NAME", StringComparison.Ordinal);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
