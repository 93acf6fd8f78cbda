using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

/// <summary>One connection and one context, used by one thread.</summary>
internal sealed class WriterLane(Engine engine) : IDisposable
{
    private DbConnection? connection;
    private DbTransaction? transaction;
    private Db? db;

    public Db Db => db!;

    public void Begin(Turn turn)
    {
        // It broke during the last turn: what is asked of it now would fail with words that no longer say why.
        if (connection is { State: not System.Data.ConnectionState.Open }) Dispose();
        if (db is null) Open();
        transaction = engine.BeginWrite(connection!);
        db!.Database.UseTransaction(transaction);
        db.Turn = turn;
    }

    public void Commit(Turn turn, Fact[] tellOthers)
    {
        db!.SaveChanges();
        engine.WriteTallies(connection!, transaction!, turn);
        if (tellOthers.Length > 0) engine.TellOtherNodes(connection!, transaction!, tellOthers);
        transaction!.Commit();
        End();
    }

    public void Rollback()
    {
        try { transaction?.Rollback(); }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The server or SQLite itself (full disk) has rolled back already.
        }
        End();
    }

    /// <summary>The connection is gone or unusable: start afresh with the next turn.</summary>
    public bool IsLost(Exception e) => engine.LosesConnection(e) || connection?.State != System.Data.ConnectionState.Open;

    public void Reopen() => Dispose();

    private void Open()
    {
        connection = engine.OpenWriteConnection();
        db = engine.NewDb(connection);
    }

    private void End()
    {
        transaction?.Dispose();
        transaction = null;
        if (db is null) return;
        db.Turn = null;
        db.ChangeTracker.Clear();
        try { db.Database.UseTransaction(null); }
        catch (InvalidOperationException) { Dispose(); }
    }

    public void Dispose()
    {
        db?.Dispose();
        connection?.Dispose();
        db = null;
        connection = null;
    }
}
