using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhibo.Tests.HouseRules;

/// <summary>A database described in lines that can be compared: tables, columns, keys, indexes.</summary>
internal static partial class Schema
{
    /// <summary>The Migrator's own table is no part of the model.</summary>
    private const string Bookkeeping = "schema_versions";

    public static string[] Read(EngineKind kind, DbConnection connection) =>
        [.. (kind == EngineKind.Sqlite ? Sqlite(connection) : Postgres(connection)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Sqlite(DbConnection connection)
    {
        var tables = Rows(connection, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
        // What FTS5 makes is virtual, and its shadows are its own affair: no model describes them.
        foreach (var (name, sql) in tables.Select(t => (t[0], t[1])).Where(t => t.Item1 != Bookkeeping && !t.Item1.StartsWith("search_grams", StringComparison.Ordinal)))
        {
            // WITHOUT ROWID is how a table lies on disk, which the model does not describe.
            yield return $"table {name}{(sql.Contains("AUTOINCREMENT", StringComparison.OrdinalIgnoreCase) ? " autoincrement" : "")}";
            foreach (var c in Rows(connection, $"SELECT name, upper(type), \"notnull\", dflt_value, pk FROM pragma_table_xinfo('{name}')"))
                yield return $"column {name}.{c[0]} {c[1]}{(c[2] == "1" ? " not null" : "")} default({c[3]}) key({c[4]})";
            foreach (var f in Rows(connection, $"SELECT \"from\", \"table\", \"to\", on_delete, on_update FROM pragma_foreign_key_list('{name}')"))
                yield return $"foreign key {name}.{f[0]} -> {f[1]}.{f[2]} on delete {f[3]} on update {f[4]}";
            foreach (var i in Rows(connection, $"SELECT name, \"unique\", partial FROM pragma_index_list('{name}') WHERE origin <> 'pk'"))
            {
                var columns = Rows(connection, $"SELECT name, \"desc\", coll FROM pragma_index_xinfo('{i[0]}') WHERE key = 1").Select(c => $"{c[0]} {(c[1] == "1" ? "desc " : "")}{c[2]}");
                var filter = Filter().Match(Rows(connection, $"SELECT sql FROM sqlite_schema WHERE name = '{i[0]}'")[0][0]).Groups[1].Value;
                yield return $"index {name}.{i[0]}{(i[1] == "1" ? " unique" : "")} ({string.Join(", ", columns)}) where ({Plain(filter)})";
            }
        }
        foreach (var other in Rows(connection, "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')")) yield return $"{other[0]} {other[1]}";
    }

    // fillfactor is how a table lies on disk, which the model does not describe.
    private static IEnumerable<string> Postgres(DbConnection connection) =>
        Rows(connection, $"""
            SELECT 'table ' || table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '{Bookkeeping}'
            UNION ALL
            SELECT 'column ' || c.table_name || '.' || c.column_name || ' ' || c.data_type || coalesce('(' || c.character_maximum_length || ')', '')
                || ' null ' || c.is_nullable || ' default (' || coalesce(c.column_default, '') || ') identity ' || c.is_identity || ' ' || coalesce(c.collation_name, '')
                FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name <> '{Bookkeeping}'
            UNION ALL
            SELECT 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> coalesce(to_regclass('public.{Bookkeeping}'), 0)
            UNION ALL
            SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '{Bookkeeping}'
            UNION ALL
            SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
            UNION ALL
            SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            """).Select(r => r[0]);

    private static List<string[]> Rows(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }

    private static string Plain(string filter) => Spaces().Replace(filter.Replace("\"", "", StringComparison.Ordinal).Trim().TrimEnd(';'), " ");

    [GeneratedRegex(@"\sWHERE\s(.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Filter();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
