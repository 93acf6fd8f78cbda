using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Search.Analysis;
using Zhibo.Shared;

namespace Zhibo.Search.Index;

/// <summary>
/// FTS5 without content: it keeps where each pair of signs stands and not the text. Rows are asked for newest first and the
/// reading ends with the page, so that frequent words are the easy ones.
/// </summary>
internal sealed class SqliteIndex(Engine engine) : PostIndex(engine)
{
    /// <summary>Rows a second of life: numbers this small take two bytes in the index where ids take five, which halves it.</summary>
    private const int PerSecond = 16;
    private const int PagesPerTidying = 200;

    /// <summary>The newest posts that are read for a single sign. What is not found among them often is rare everywhere.</summary>
    private const int Scanned = 2000, ScannedAtOnce = 250;

    private static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Newest = "SELECT s.post_id, p.text, p.warning, d.searched FROM searched_posts s JOIN posts p ON p.id = s.post_id LEFT JOIN documents d ON d.id = p.document_id WHERE s.post_id < @below AND s.post_id > @above AND ";

    internal override Found Find(Probe probe, int count, CancellationToken ct)
    {
        using var connection = Open();
        List<string> singles = [.. probe.Runs.Where(Grams.IsSingle)];
        var match = Match(probe);
        if (match.Length > 0) return Matching(connection, match, probe, singles, count, ct);
        if (singles.Count == 0) return Latest(connection, probe, count);
        var seen = Scan(connection, probe, singles, count, ct);
        if (seen.Next is not { } next || seen.Ids.Count >= count) return seen;
        // The rarest of them cannot be told; one of them leads, the text says about the others.
        var rest = Matching(connection, $"\"{singles[0]}\"*", probe with { Below = next }, singles, count - seen.Ids.Count, ct);
        return new([.. seen.Ids, .. rest.Ids], rest.Next);
    }

    internal override void Clear(Db db)
    {
        db.Database.ExecuteSqlRaw("DELETE FROM searched_posts");
        db.Database.ExecuteSqlRaw("INSERT INTO search_grams(search_grams) VALUES ('delete-all')");
    }

    internal override bool Tidy(Db db)
    {
        using var changes = CommandOf(db, "SELECT total_changes()");
        var before = (long)changes.ExecuteScalar()!;
        // Negative: merges whatever parts there are, as far as the pages reach.
        db.Database.ExecuteSqlRaw("INSERT INTO search_grams(search_grams, rank) VALUES ('merge', {0})", -PagesPerTidying);
        return (long)changes.ExecuteScalar()! - before >= 2;
    }

    internal override void Remove(Db db, long postId)
    {
        db.Database.ExecuteSqlRaw("DELETE FROM search_grams WHERE rowid = (SELECT place FROM searched_posts WHERE post_id = {0})", postId);
        db.Database.ExecuteSqlRaw("DELETE FROM searched_posts WHERE post_id = {0}", postId);
    }

    private protected override void Put(Db db, List<Document> documents)
    {
        using var grams = CommandOf(db, "INSERT INTO search_grams(rowid, grams) VALUES (@place, @grams)");
        using var posts = CommandOf(db, "INSERT INTO searched_posts (post_id, author_id, kind, is_public, has_image, place) VALUES (@id, @author, @kind, @public, @image, @place)");
        var (at, text) = (Parameter(grams, "@place"), Parameter(grams, "@grams"));
        DbParameter[] row = [.. new[] { "@id", "@author", "@kind", "@public", "@image", "@place" }.Select(name => Parameter(posts, name))];
        using var places = new Places(db);
        var words = new StringBuilder();
        foreach (var document in documents)
        {
            var place = places.For(document.PostId);
            words.Clear();
            Grams.ForEach(document.Signs, gram => words.Append(gram).Append(' '));
            (at.Value, text.Value) = (place, words.AppendJoin(' ', document.Marks).ToString());
            grams.ExecuteNonQuery();
            object[] values = [document.PostId, document.AuthorId, (int)document.Kind, document.IsPublic, document.HasImage, place];
            for (var i = 0; i < row.Length; i++) row[i].Value = values[i];
            posts.ExecuteNonQuery();
        }
    }

    private static string Match(Probe probe)
    {
        List<string> parts = [.. probe.Runs.Where(run => !Grams.IsSingle(run)).Select(run => $"\"{string.Join(' ', Grams.PairsOf(run))}\"")];
        if (probe.Author is { } author) parts.Add($"\"{Document.AuthorMark(author)}\"");
        parts.AddRange(probe.Topics.Select(topic => $"\"{topic}\""));
        if (probe.HasImage) parts.Add($"\"{Document.ImageMark}\"");
        return string.Join(" AND ", parts);
    }

    private static Found Matching(DbConnection connection, string match, Probe probe, List<string> singles, int count, CancellationToken ct)
    {
        if (Bounds(connection, probe) is not var (from, to)) return Found.Nothing;
        var texts = singles.Count > 0 ? (", p.text, p.warning, d.searched", "JOIN posts p ON p.id = s.post_id LEFT JOIN documents d ON d.id = p.document_id") : ("", "");
        var sql = $"""
            SELECT s.post_id, g.rowid{texts.Item1} FROM search_grams g CROSS JOIN searched_posts s ON s.place = g.rowid {texts.Item2}
            WHERE g.search_grams MATCH @match AND g.rowid <= @to AND g.rowid >= @from AND {Wanted(probe, "s")} ORDER BY g.rowid DESC LIMIT @count
            """;
        var atOnce = singles.Count > 0 ? ScannedAtOnce : count;
        List<long> ids = [];
        for (var round = 0; ; round++)
        {
            ct.ThrowIfCancellationRequested();
            var rows = Read(connection, sql, row => (Id: row.GetInt64(0), Place: row.GetInt64(1), Good: singles.Count == 0 || Bears(row.GetString(2), Text(row, 3), Text(row, 4), singles, [])),
                [("@match", match), ("@from", from), ("@to", to), ("@count", atOnce), .. About(probe)]);
            foreach (var (id, _, good) in rows)
            {
                if (good) ids.Add(id);
                if (ids.Count == count) return new(ids, id);
            }
            if (rows.Count < atOnce) return new(ids, null);
            if (round == MostRounds) return new(ids, rows[^1].Id);
            to = rows[^1].Place - 1;
        }
    }

    private static Found Latest(DbConnection connection, Probe probe, int count)
    {
        var ids = Read(connection, $"SELECT s.post_id FROM searched_posts s WHERE s.post_id < @below AND s.post_id > @above AND {Wanted(probe, "s")} ORDER BY s.post_id DESC LIMIT @count",
            row => row.GetInt64(0), [("@below", probe.Below), ("@above", probe.Above), ("@count", count), .. About(probe)]);
        return new(ids, ids.Count == count ? ids[^1] : null);
    }

    private static Found Scan(DbConnection connection, Probe probe, List<string> singles, int count, CancellationToken ct)
    {
        List<long> ids = [];
        var below = probe.Below;
        for (var read = 0; read < Scanned; read += ScannedAtOnce)
        {
            ct.ThrowIfCancellationRequested();
            var rows = Read(connection, $"{Newest}{Wanted(probe, "s")} ORDER BY s.post_id DESC LIMIT {ScannedAtOnce}", row => (Id: row.GetInt64(0), Good: Bears(row.GetString(1), Text(row, 2), Text(row, 3), singles, [])),
                [("@below", below), ("@above", probe.Above), .. About(probe)]);
            foreach (var (id, good) in rows)
            {
                if (good) ids.Add(id);
                if (ids.Count == count) return new(ids, id);
            }
            if (rows.Count < ScannedAtOnce) return new(ids, null);
            below = rows[^1].Id;
        }
        return new(ids, below);
    }

    private static (string, object)[] About(Probe probe) => probe.Author is { } author ? [("@reader", probe.Reader), ("@author", author)] : [("@reader", probe.Reader)];

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The rows between two ids; null when there are none.</summary>
    private static (long From, long To)? Bounds(DbConnection connection, Probe probe)
    {
        var (from, to) = (long.MinValue, long.MaxValue);
        if (probe.Below < long.MaxValue)
        {
            if (Read(connection, "SELECT place FROM searched_posts WHERE post_id < @id ORDER BY post_id DESC LIMIT 1", row => row.GetInt64(0), ("@id", probe.Below)) is not [var last]) return null;
            to = last;
        }
        if (probe.Above > 0)
        {
            if (Read(connection, "SELECT place FROM searched_posts WHERE post_id > @id ORDER BY post_id LIMIT 1", row => row.GetInt64(0), ("@id", probe.Above)) is not [var first]) return null;
            from = first;
        }
        return (from, to);
    }

    /// <summary>
    /// Numbers of rows in the order of ids, also for a post that comes in years after it was written: each second of life has
    /// some. Where more were written in a moment than it has numbers, the newest run ahead of their time; only old posts brought
    /// into such a moment later may stand a few rows from where they belong.
    /// </summary>
    private sealed class Places : IDisposable
    {
        private readonly DbCommand before, after, end, free;
        private long lastId = long.MaxValue, last, next;

        public Places(Db db)
        {
            before = CommandOf(db, "SELECT coalesce((SELECT place FROM searched_posts WHERE post_id < @id ORDER BY post_id DESC LIMIT 1), 0)");
            end = CommandOf(db, "SELECT coalesce(max(place), 0) + 0 * @id FROM searched_posts");
            after = CommandOf(db, "SELECT coalesce((SELECT place FROM searched_posts WHERE post_id > @id ORDER BY post_id LIMIT 1), 9223372036854775807)");
            free = CommandOf(db, "SELECT NOT EXISTS (SELECT 1 FROM searched_posts WHERE place = @id)");
            foreach (var command in new[] { before, after, end, free }) Parameter(command, "@id");
        }

        public long For(long postId)
        {
            // They come in order: whoever follows at the end follows the one before.
            if (lastId > postId || next < long.MaxValue)
            {
                next = Ask(after, postId);
                last = Ask(next == long.MaxValue ? end : before, postId);
            }
            var place = Math.Clamp((long)((Ids.TimeOf(postId) - Beginning).TotalSeconds * PerSecond), last + 1, Math.Max(last + 1, next - 1));
            while (next < long.MaxValue && Ask(free, place) == 0) place++;
            (lastId, last) = (postId, place);
            return place;
        }

        public void Dispose()
        {
            before.Dispose();
            after.Dispose();
            end.Dispose();
            free.Dispose();
        }

        private static long Ask(DbCommand command, long value)
        {
            command.Parameters[0].Value = value;
            return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
