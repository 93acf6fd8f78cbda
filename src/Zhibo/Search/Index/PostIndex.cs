using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zhibo.Data;
using Zhibo.Search.Analysis;

namespace Zhibo.Search.Index;

/// <summary>
/// Where posts are found by their signs. What is written, is written in a turn of the writer; raw SQL, because neither FTS5
/// nor arrays of keys can be said in EF.
/// </summary>
public abstract class PostIndex(Engine engine)
{
    /// <summary>Questions that nearly everything nearly answers end here and lead on to older results.</summary>
    protected const int MostRounds = 12;

    /// <summary>Newest first.</summary>
    internal abstract Found Find(Probe probe, int count, CancellationToken ct);

    /// <summary>Takes the index for this turn.</summary>
    /// <param name="db">Of the turn.</param>
    /// <param name="wait">Whether to wait for another node that has it.</param>
    /// <returns>False when another node has it.</returns>
    internal virtual bool Claim(Db db, bool wait) => true;

    internal abstract void Clear(Db db);

    /// <summary>Bounded work that keeps the index quick; false when there is nothing left to do.</summary>
    internal abstract bool Tidy(Db db);

    /// <summary>Puts in what is not there yet and was not deleted meanwhile.</summary>
    /// <returns>How many were put in.</returns>
    internal int Add(Db db, IReadOnlyCollection<Document> documents)
    {
        if (documents.Count == 0) return 0;
        var ids = documents.Select(d => d.PostId).ToList();
        var there = db.SearchedPosts.Where(p => ids.Contains(p.PostId)).Select(p => p.PostId).ToHashSet();
        there.UnionWith(db.Posts.Where(p => ids.Contains(p.Id) && p.DeletedAt != null).Select(p => p.Id));
        // In the order of ids: their places follow each other.
        List<Document> fresh = [.. documents.Where(d => there.Add(d.PostId)).OrderBy(d => d.PostId)];
        if (fresh.Count > 0) Put(db, fresh);
        return fresh.Count;
    }

    internal abstract void Remove(Db db, long postId);

    private protected abstract void Put(Db db, List<Document> documents);

    protected static DbCommand CommandOf(Db db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }

    protected static DbParameter Parameter(DbCommand command, string name, object? value = null)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
        return parameter;
    }

    protected static List<T> Read<T>(DbConnection connection, string sql, Func<DbDataReader, T> take, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) Parameter(command, name, value);
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) rows.Add(take(reader));
        return rows;
    }

    protected DbConnection Open() => engine.OpenReadConnection();

    /// <summary>What decides beside the words whether a row is wanted.</summary>
    private protected static string Wanted(Probe probe, string row) =>
        $"({row}.is_public OR {row}.author_id = @reader)"
        + (probe.Author is null ? "" : $" AND {row}.author_id = @author")
        + (probe.HasImage ? $" AND {row}.has_image" : "")
        + (probe.OnlyPosts ? $" AND {row}.kind <> 3" : "");

    /// <summary>Whether the text holds what the index could only say roughly.</summary>
    protected static bool Bears(string text, string? warning, string? paper, IEnumerable<string> runs, IReadOnlyList<string> topics)
    {
        var signs = Document.SignsOf(text, warning, paper);
        return runs.All(run => signs.Contains(run, StringComparison.Ordinal)) && (topics.Count == 0 || !topics.Except(Document.TopicMarks(text)).Any());
    }
}
