using Npgsql;

namespace Zhibo.Tests.Data;

/// <summary>Two processes on one PostgreSQL database.</summary>
public sealed class OtherNodesTests
{
    [Fact]
    public async Task What_one_node_commits_the_other_hears_once()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var town = await Town.Start(EngineKind.Postgres, Bells.Hung());
        await using var other = await town.AnotherNode();
        await town.Listening(2);

        await town.Write(db => db.Raise(new BellRang(1)));
        await other.Watcher().Next();
        await other.Write(db => db.Raise(new BellRang(2)));
        await town.Watcher().Next();
        await town.Watcher().Next();

        town.Watcher().Heard.ShouldBe([1, 2]);
        await other.Watcher().Next();
        other.Watcher().Heard.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_flood_of_facts_arrives_whole()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var town = await Town.Start(EngineKind.Postgres, Bells.Hung());
        await using var other = await town.AnotherNode();
        await town.Listening(2);

        // More than fits into one notification.
        await town.Write(db =>
        {
            for (var n = 1; n <= 2000; n++) db.Raise(new BellRang(n));
        });
        for (var n = 1; n <= 2000; n++) await other.Watcher().Next();

        other.Watcher().Heard.ShouldBe(Enumerable.Range(1, 2000).Select(n => (long)n));
    }

    [Fact]
    public async Task A_cut_line_is_mended_and_memories_are_read_anew()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var town = await Town.Start(EngineKind.Postgres, Bells.Hung() with { RealClock = true });
        await using var other = await town.AnotherNode();
        await town.Listening(2);

        await Ask(town, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");
        await town.Listening(2);
        await town.Write(db => db.Raise(new BellRang(3)));
        await other.Watcher().Next();

        other.Watcher().Heard.ShouldBe([3]);
    }

    private static async Task<long> Ask(Town town, string sql)
    {
        await using var connection = new NpgsqlConnection(town.Database.Settings + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
