using System.Text.Json;
using Zhibo.Data;

namespace Zhibo.Trends.Counting;

/// <summary>
/// Who spoke under which topic, from the rows of the posts themselves: a trend has no table that every post would have to
/// write into. Raw because it reads a million rows at the start and makes no entities of them.
/// </summary>
internal sealed class SayQueries(Engine engine)
{
    private const string Own =
        "SELECT t.topic_id, p.id, p.author_id, CAST(0 AS bigint) FROM post_topics t JOIN posts p ON p.id = t.post_id WHERE p.visibility = 0 AND p.deleted_at IS NULL AND ";

    /// <summary>Whoever passes on what stands under a topic speaks there too.</summary>
    private const string Passed =
        "SELECT t.topic_id, p.id, p.author_id, p.repost_of_id FROM posts p JOIN post_topics t ON t.post_id = p.repost_of_id WHERE p.visibility = 0 AND p.deleted_at IS NULL AND ";

    public void Since(long boundary, Action<long, Say> take)
    {
        Read(Own + "t.post_id >= @since", take, ("since", boundary));
        Read(Passed + "p.id >= @since", take, ("since", boundary));
    }

    /// <summary>Of these posts, and of those that pass them on.</summary>
    public void Of(IReadOnlyCollection<long> posts, Action<long, Say> take)
    {
        var listed = engine is PostgresEngine ? "SELECT unnest(@posts)" : "SELECT value FROM json_each(@posts)";
        object list = engine is PostgresEngine ? posts.ToArray() : JsonSerializer.Serialize(posts);
        Read($"{Own}t.post_id IN ({listed})", take, ("posts", list));
        Read($"{Passed}p.id IN ({listed})", take, ("posts", list));
        Read($"{Passed}p.repost_of_id IN ({listed})", take, ("posts", list));
    }

    private void Read(string sql, Action<long, Say> take, params (string Name, object Value)[] parameters)
    {
        using var connection = engine.OpenReadConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        using var reader = command.ExecuteReader();
        while (reader.Read()) take(reader.GetInt64(0), new(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
    }
}
