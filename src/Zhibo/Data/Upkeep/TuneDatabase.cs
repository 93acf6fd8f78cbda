using Zhibo.Shared.Jobs;

namespace Zhibo.Data.Upkeep;

/// <summary>Lets the database look at itself, so that its plans fit what has grown.</summary>
public sealed class TuneDatabase(Engine engine) : IChore
{
    public Task Run(CancellationToken ct) => Task.Run(() =>
    {
        using var connection = engine.OpenWriteConnection();
        using var command = connection.CreateCommand();
        command.CommandText = engine.TuneSql;
        command.ExecuteNonQuery();
    }, ct);
}
