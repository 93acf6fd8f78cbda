using Zhibo.Data;

namespace Zhibo.Tests.Data;

public sealed class MigratorTests
{
    [BothEngines]
    public async Task The_second_run_finds_nothing_to_do(EngineKind kind)
    {
        await using var database = await TownDatabase.Create(kind, migrated: false);
        await using var engine = new Borrowed(database);
        var migrator = new Migrator(engine.Engine, new TownClock());

        migrator.Run().ShouldBe(migrator.Known.Select(k => k.Name));
        migrator.Pending().ShouldBeEmpty();
        migrator.Run().ShouldBeEmpty();
    }

    [BothEngines]
    public async Task Nodes_that_start_together_migrate_once(EngineKind kind)
    {
        await using var database = await TownDatabase.Create(kind, migrated: false);
        await using var engine = new Borrowed(database);

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () => new Migrator(engine.Engine, new TownClock()).Run(), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        runs.SelectMany(r => r).ShouldBe(new Migrator(engine.Engine, new TownClock()).Known.Select(k => k.Name));
    }

    [BothEngines]
    public async Task An_older_program_does_not_touch_a_newer_database(EngineKind kind)
    {
        await using var database = await TownDatabase.Create(kind, alone: true);
        await using var engine = new Borrowed(database);
        using (var connection = engine.Engine.OpenWriteConnection())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_versions VALUES (9999, '9999_future', 'later')";
            command.ExecuteNonQuery();
        }

        Should.Throw<MigrationFailure>(() => new Migrator(engine.Engine, new TownClock()).Run()).Message.ShouldContain("9999");
    }

    private sealed class Borrowed(TownDatabase database) : IAsyncDisposable
    {
        public Engine Engine { get; } = Engine.For(database.Settings, 1);

        public async ValueTask DisposeAsync()
        {
            if (Engine is IAsyncDisposable away) await away.DisposeAsync();
            else (Engine as IDisposable)?.Dispose();
        }
    }
}
