using System.Data.Common;
using System.Text.Json;
using Zhibo.Data;

namespace Zhibo.Posts.Timelines;

/// <summary>
/// Pages older than the author index, and all pages until it is loaded. Raw because "the newest n of each author" is a
/// lateral join: one index range per author (0.02 ms each) where WHERE author_id IN (…) ORDER BY id scans the table.
/// </summary>
public sealed class TimelineQueries(Engine engine)
{
    private const string ForAll = "visibility = 0 AND kind IN (0, 2) AND deleted_at IS NULL AND id < @below AND id > @above";
    private const string Rows = "deleted_at IS NULL AND kind <> 3 AND visibility < 3 AND id < @below AND id > @above";

    private const string RowsAndComments = "deleted_at IS NULL AND visibility < 3 AND id < @below AND id > @above";

    public Task<List<long>> OfAuthors(IReadOnlyCollection<long> authors, long below, long above, bool upwards, int count, CancellationToken ct) =>
        OfAuthors(Rows, authors, below, above, upwards, count, ct);

    /// <summary>The same, with what they said under posts.</summary>
    public Task<List<long>> OfAuthors(IReadOnlyCollection<long> authors, bool comments, long below, long above, bool upwards, int count, CancellationToken ct) =>
        OfAuthors(comments ? RowsAndComments : Rows, authors, below, above, upwards, count, ct);

    /// <summary>What they said to everybody.</summary>
    public Task<List<long>> PublicOfAuthors(IReadOnlyCollection<long> authors, long below, long above, bool upwards, int count, CancellationToken ct) =>
        OfAuthors(ForAll, authors, below, above, upwards, count, ct);

    private async Task<List<long>> OfAuthors(string rows, IReadOnlyCollection<long> authors, long below, long above, bool upwards, int count, CancellationToken ct)
    {
        var order = upwards ? "ASC" : "DESC";
        var sql = engine is PostgresEngine
            ? $"SELECT p.id FROM unnest(@authors) a(id) CROSS JOIN LATERAL (SELECT id FROM posts WHERE author_id = a.id AND {rows} ORDER BY id {order} LIMIT @count) p ORDER BY p.id {order} LIMIT @count"
            : $"SELECT p.id FROM json_each(@authors) a JOIN posts p ON p.id IN (SELECT id FROM posts WHERE author_id = a.value AND {rows} ORDER BY id {order} LIMIT @count) ORDER BY p.id {order} LIMIT @count";
        object list = engine is PostgresEngine ? authors.ToArray() : JsonSerializer.Serialize(authors);
        return await Ids(sql, ct, ("authors", list), ("below", below), ("above", above), ("count", count));
    }

    public Task<List<long>> Public(long below, long above, bool upwards, int count, CancellationToken ct) =>
        Ids($"SELECT id FROM posts WHERE {ForAll} ORDER BY id {(upwards ? "ASC" : "DESC")} LIMIT @count",
            ct, ("below", below), ("above", above), ("count", count));

    public Task<List<(long PostId, long AuthorId)>> PublicWithAuthors(long below, long above, bool upwards, int count, CancellationToken ct) =>
        WithAuthors($"SELECT id, author_id FROM posts WHERE {ForAll} ORDER BY id {(upwards ? "ASC" : "DESC")} LIMIT @count",
            ct, ("below", below), ("above", above), ("count", count));

    /// <summary>What stands under a topic; nobody (0) wrote what is an answer. So many rows are read, whoever wrote them.</summary>
    public Task<List<(long PostId, long AuthorId)>> OfTopicWithAuthors(long topic, long below, long above, bool upwards, int count, CancellationToken ct) =>
        WithAuthors($"SELECT t.post_id, CASE WHEN p.visibility = 0 AND p.kind IN (0, 2) AND p.deleted_at IS NULL THEN p.author_id ELSE 0 END FROM post_topics t JOIN posts p ON p.id = t.post_id WHERE t.topic_id = @topic AND t.post_id < @below AND t.post_id > @above ORDER BY t.post_id {(upwards ? "ASC" : "DESC")} LIMIT @count",
            ct, ("topic", topic), ("below", below), ("above", above), ("count", count));

    public Task<List<long>> OfAccount(long account, bool comments, long below, long above, bool upwards, int count, CancellationToken ct) =>
        Ids($"SELECT id FROM posts WHERE author_id = @account AND deleted_at IS NULL AND kind <> {(comments ? 9 : 3)} AND id < @below AND id > @above ORDER BY id {(upwards ? "ASC" : "DESC")} LIMIT @count",
            ct, ("account", account), ("below", below), ("above", above), ("count", count));

    public Task<List<long>> OfAccountWithMedia(long account, long below, long above, bool upwards, int count, CancellationToken ct) =>
        Ids($"SELECT id FROM posts WHERE author_id = @account AND deleted_at IS NULL AND media_count > 0 AND id < @below AND id > @above ORDER BY id {(upwards ? "ASC" : "DESC")} LIMIT @count",
            ct, ("account", account), ("below", below), ("above", above), ("count", count));

    public Task<List<long>> OfTopic(long topic, long below, long above, bool upwards, int count, CancellationToken ct) =>
        Ids($"SELECT post_id FROM post_topics WHERE topic_id = @topic AND post_id < @below AND post_id > @above ORDER BY post_id {(upwards ? "ASC" : "DESC")} LIMIT @count",
            ct, ("topic", topic), ("below", below), ("above", above), ("count", count));

    public Task<List<long>> OfAccountTopic(long account, long topic, long below, long above, bool upwards, int count, CancellationToken ct) =>
        Ids($"SELECT t.post_id FROM post_topics t JOIN posts p ON p.id = t.post_id WHERE t.topic_id = @topic AND p.author_id = @account AND t.post_id < @below AND t.post_id > @above ORDER BY t.post_id {(upwards ? "ASC" : "DESC")} LIMIT @count",
            ct, ("account", account), ("topic", topic), ("below", below), ("above", above), ("count", count));

    /// <summary>Those of the posts that stand under a topic.</summary>
    public Task<List<long>> WhichUnder(long topic, IReadOnlyCollection<long> posts, CancellationToken ct)
    {
        var listed = engine is PostgresEngine ? "SELECT unnest(@posts)" : "SELECT value FROM json_each(@posts)";
        object list = engine is PostgresEngine ? posts.ToArray() : JsonSerializer.Serialize(posts);
        return Ids($"SELECT post_id FROM post_topics WHERE topic_id = @topic AND post_id IN ({listed})", ct, ("topic", topic), ("posts", list));
    }

    private async Task<List<(long PostId, long AuthorId)>> WithAuthors(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        List<(long, long)> posts = [];
        await Read(sql, row => posts.Add((row.GetInt64(0), row.GetInt64(1))), ct, parameters);
        return posts;
    }

    private async Task<List<long>> Ids(string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        List<long> ids = [];
        await Read(sql, row => ids.Add(row.GetInt64(0)), ct, parameters);
        return ids;
    }

    private async Task Read(string sql, Action<DbDataReader> take, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var connection = await engine.OpenReadConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) take(reader);
    }
}
