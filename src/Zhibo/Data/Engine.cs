using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

/// <summary>What really differs between SQLite and PostgreSQL; everything else is written once.</summary>
public abstract class Engine
{
    /// <summary>"sqlite" or "postgres": the suffix of the migration files.</summary>
    public abstract string Name { get; }

    public abstract int WriterLanes { get; }

    /// <summary>Other processes may serve the same database.</summary>
    public abstract bool SharedWithOtherNodes { get; }

    /// <summary>This process is a command at work beside the site, which holds in memory what the command changes.</summary>
    public bool Beside { get; set; }

    /// <summary>Added to a SELECT inside a turn, it takes rows for this turn that no other node is working on.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Refreshes what the planner knows; short, and good to run every night.</summary>
    public abstract string TuneSql { get; }

    public abstract void Configure(DbContextOptionsBuilder options);

    /// <summary>
    /// A context for filling what is held in memory (<see cref="Held{T}"/>). Others wait for it on the threads that a connection
    /// in use needs to come back, so it never waits for one of those.
    /// </summary>
    public abstract Db ReadHeld();

    /// <summary>A connection for reading raw SQL on a thread that waits, apart from those in asynchronous use as above; the caller closes it.</summary>
    public abstract DbConnection OpenReadConnection();

    /// <summary>The same for asynchronous reading.</summary>
    public abstract ValueTask<DbConnection> OpenReadConnectionAsync(CancellationToken ct);

    public abstract DbConnection OpenWriteConnection();

    /// <summary>A context for writing on the given connection.</summary>
    public abstract Db NewDb(DbConnection connection);

    public abstract DbTransaction BeginWrite(DbConnection connection);

    internal abstract void WriteTallies(DbConnection connection, DbTransaction transaction, Turn turn);

    public abstract void TellOtherNodes(DbConnection connection, DbTransaction transaction, IReadOnlyList<Fact> facts);

    public abstract bool LosesConnection(Exception e);

    /// <summary>Database trouble as a Refusal (503) where a retry makes sense; otherwise the exception itself.</summary>
    public abstract Exception Translate(Exception e);

    /// <summary>True if the exception says that a unique key was already taken.</summary>
    public abstract bool IsDuplicate(Exception e);

    /// <summary>A neighbour on another connection came between; the same work done again sees what it did.</summary>
    public virtual bool IsWorthAnotherTry(Exception e) => IsDuplicate(e);

    public static Engine For(string database, int lanes) =>
        database.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? new PostgresEngine(database, lanes) : new SqliteEngine(database);
}
