using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Zhibo.Data;
using Zhibo.Search.Analysis;

namespace Zhibo.Search.Index;

/// <summary>
/// One GIN index over keys of 32 bits: which slice of ids a post belongs to, and the hash of a pair of signs. GIN collects all
/// matches before it gives the first: with one list for each pair a frequent word took 900 ms; with one for each pair and slice
/// the newest slices answer and the others are never read. What two hashes confuse is told apart by the text.
/// </summary>
internal sealed class PostgresIndex(Engine engine) : PostIndex(engine)
{
    private const int PostsPerSlice = 50_000;
    private const int MostSlices = 64;
    private const int MostAtOnce = 16;
    private const long IndexLock = 7423007;

    /// <summary>After this many slices the numbers in the keys begin again; the ids tell them apart.</summary>
    private const int SliceNumbers = 256;
    private const uint HashBits = 0x00FFFFFF;

    internal override Found Find(Probe probe, int count, CancellationToken ct)
    {
        using var connection = (NpgsqlConnection)Open();
        var sought = Sought(probe);
        if (sought.Count == 0) return Latest(connection, probe, count);
        var slices = Read(connection, "SELECT number, first_id FROM search_slices WHERE first_id < @below AND last_id > @above ORDER BY first_id DESC LIMIT @most", row => (Number: row.GetInt32(0), FirstId: row.GetInt64(1)),
            ("@below", probe.Below), ("@above", probe.Above), ("@most", MostSlices));
        List<long> ids = [];
        var below = probe.Below;
        var rounds = 0;
        // The newest alone, and ever more at once while they hold nothing.
        for (int at = 0, together = 1; at < slices.Count; at += together, together = Math.Min(together * 2, MostAtOnce))
        {
            var group = slices.Skip(at).Take(together).ToList();
            var above = Math.Max(probe.Above, group[^1].FirstId - 1);
            while (true)
            {
                ct.ThrowIfCancellationRequested();
                var rows = In(connection, group.ConvertAll(s => s.Number), sought, probe with { Below = below, Above = above }, count);
                foreach (var (id, good) in rows)
                {
                    if (good) ids.Add(id);
                    if (ids.Count == count) return new(ids, id);
                }
                if (rows.Count < count) break;
                below = rows[^1].Id;
                if (++rounds == MostRounds) return new(ids, below);
            }
            below = above + 1;
        }
        return new(ids, slices.Count == MostSlices ? below : null);
    }

    internal override bool Claim(Db db, bool wait)
    {
        // One node at a time: two would put the same posts in, and a post deleted meanwhile could slip past both.
        using var command = CommandOf(db, wait ? "SELECT pg_advisory_xact_lock(@lock) IS NOT NULL" : "SELECT pg_try_advisory_xact_lock(@lock)");
        Parameter(command, "lock", IndexLock);
        return command.ExecuteScalar() is true;
    }

    internal override void Clear(Db db) => db.Database.ExecuteSqlRaw("TRUNCATE searched_posts, search_slices");

    internal override bool Tidy(Db db) => false;

    internal override void Remove(Db db, long postId) => db.Database.ExecuteSqlRaw("DELETE FROM searched_posts WHERE post_id = {0}", postId);

    private protected override void Put(Db db, List<Document> documents)
    {
        var slices = db.SearchSlices.AsTracking().OrderBy(s => s.FirstId).ToList();
        using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var document in documents)
        {
            var slice = SliceFor(db, slices, document.PostId);
            var command = new NpgsqlBatchCommand("INSERT INTO searched_posts (post_id, author_id, kind, is_public, has_image, place, keys) VALUES ($1, $2, $3, $4, $5, $6, $7)");
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = document.PostId });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = document.AuthorId });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)document.Kind });
            command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = document.IsPublic });
            command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = document.HasImage });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = slice.Number });
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = KeysOf(document, slice.Number) });
            batch.BatchCommands.Add(command);
        }
        db.SaveChanges();
        batch.ExecuteNonQuery();
    }

    /// <summary>The stretch the id lies in. Where that is full and the id is beyond all it holds, a new one begins.</summary>
    private static SearchSlice SliceFor(Db db, List<SearchSlice> slices, long postId)
    {
        var at = slices.FindLastIndex(s => s.FirstId <= postId);
        if (at < 0 || (slices[at].Posts >= PostsPerSlice && slices[at].LastId < postId))
        {
            // The first begins where time does.
            var fresh = new SearchSlice { Number = slices.Count == 0 ? 0 : slices.Max(s => s.Number) + 1, FirstId = slices.Count == 0 ? 0 : postId };
            slices.Insert(++at, fresh);
            db.SearchSlices.Add(fresh);
        }
        var slice = slices[at];
        (slice.Posts, slice.LastId) = (slice.Posts + 1, Math.Max(slice.LastId, postId));
        return slice;
    }

    private static int[] KeysOf(Document document, int slice)
    {
        HashSet<int> keys = [];
        Grams.ForEach(document.Signs, gram =>
        {
            keys.Add(KeyOf(slice, Grams.Hash(gram)));
            // A single sign can be asked for too; what stands at the end of a run is one already.
            var first = char.IsHighSurrogate(gram[0]) ? 2 : 1;
            if (gram.Length > first) keys.Add(KeyOf(slice, Grams.Hash(gram[..first])));
        });
        foreach (var mark in document.Marks) keys.Add(KeyOf(slice, Grams.Hash(mark)));
        var sorted = keys.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static HashSet<uint> Sought(Probe probe)
    {
        HashSet<uint> sought = [];
        foreach (var run in probe.Runs)
            if (Grams.IsSingle(run)) sought.Add(Grams.Hash(run));
            else foreach (var pair in Grams.PairsOf(run)) sought.Add(Grams.Hash(pair));
        if (probe.Author is { } author) sought.Add(Grams.Hash(Document.AuthorMark(author)));
        foreach (var topic in probe.Topics) sought.Add(Grams.Hash(topic));
        if (probe.HasImage) sought.Add(Grams.Hash(Document.ImageMark));
        return sought;
    }

    private static int KeyOf(int slice, uint hash) => unchecked((int)((uint)(slice % SliceNumbers) << 24 | (hash & HashBits)));

    /// <summary>What the slices hold between the ids of the probe, newest first; good where the text agrees.</summary>
    private static List<(long Id, bool Good)> In(NpgsqlConnection connection, List<int> slices, HashSet<uint> sought, Probe probe, int count)
    {
        var any = string.Join(" OR ", slices.Select((_, n) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"keys @> @k{n}")));
        // Materialized, or the planner walks down the ids and looks for the keys in each row.
        using var command = new NpgsqlCommand($"""
            WITH f AS MATERIALIZED (SELECT post_id, author_id, kind, is_public, has_image FROM searched_posts WHERE {any})
            SELECT p.id, p.text, p.warning, d.searched FROM (SELECT post_id FROM f WHERE f.post_id < @below AND f.post_id > @above AND {Wanted(probe, "f")} ORDER BY f.post_id DESC LIMIT @count) n
            JOIN posts p ON p.id = n.post_id LEFT JOIN documents d ON d.id = p.document_id ORDER BY p.id DESC
            """, connection);
        for (var n = 0; n < slices.Count; n++)
            command.Parameters.AddWithValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"k{n}"), NpgsqlDbType.Array | NpgsqlDbType.Integer, sought.Select(hash => KeyOf(slices[n], hash)).Distinct().ToArray());
        Bind(command, probe, count);
        using var reader = command.ExecuteReader();
        List<(long, bool)> rows = [];
        while (reader.Read()) rows.Add((reader.GetInt64(0), Bears(reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), probe.Runs, probe.Topics)));
        return rows;
    }

    private static Found Latest(NpgsqlConnection connection, Probe probe, int count)
    {
        using var command = new NpgsqlCommand($"SELECT s.post_id FROM searched_posts s WHERE s.post_id < @below AND s.post_id > @above AND {Wanted(probe, "s")} ORDER BY s.post_id DESC LIMIT @count", connection);
        Bind(command, probe, count);
        using var reader = command.ExecuteReader();
        List<long> ids = [];
        while (reader.Read()) ids.Add(reader.GetInt64(0));
        return new(ids, ids.Count == count ? ids[^1] : null);
    }

    private static void Bind(NpgsqlCommand command, Probe probe, int count)
    {
        command.Parameters.AddWithValue("below", probe.Below);
        command.Parameters.AddWithValue("above", probe.Above);
        command.Parameters.AddWithValue("reader", probe.Reader);
        command.Parameters.AddWithValue("count", count);
        if (probe.Author is { } author) command.Parameters.AddWithValue("author", author);
    }
}
