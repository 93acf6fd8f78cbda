using Zhibo.Tests;

[assembly: AssemblyFixture(typeof(Zhibo.Conformance.Browser))]

namespace Zhibo.Conformance;

/// <summary>The rig itself.</summary>
public sealed class BrowserTests(Browser browser)
{
    [Fact]
    public async Task A_browser_reaches_the_town()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        await using var journey = await Journey.Begin(browser, town, new Eyes());

        (await journey.Page.GotoAsync("/healthz/live")).ShouldNotBeNull();
    }
}
