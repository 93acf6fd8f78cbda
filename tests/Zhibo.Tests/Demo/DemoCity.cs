using Zhibo.Demo;

namespace Zhibo.Tests.Demo;

/// <summary>The demo city filled once, for stories that only look at it or add a word.</summary>
public sealed class DemoCity : IAsyncLifetime
{
    private readonly Lazy<Task<Town>> sqlite = new(() => Fill(EngineKind.Sqlite)), postgres = new(() => Fill(EngineKind.Postgres));

    public Task<Town> On(EngineKind engine) => (engine == EngineKind.Sqlite ? sqlite : postgres).Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var city in new[] { sqlite, postgres })
            if (city.IsValueCreated) await (await city.Value).DisposeAsync();
    }

    private static async Task<Town> Fill(EngineKind engine)
    {
        var town = await Town.Start(engine);
        (await town.Use<FillDemo, bool>(fill => fill.Run(CancellationToken.None))).ShouldBeTrue();
        await town.Quiet();
        return town;
    }
}

[CollectionDefinition(Name)]
public sealed class DemoCityStories : ICollectionFixture<DemoCity>
{
    public const string Name = "demo city";
}
