using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Zhibo.Bench;

/// <summary>Writes the corpus into a migrated, empty database.</summary>
internal static class Generate
{
    public const int HugeFollowers = 4_480_000;
    public const int LargeFollowers = 100_000;
    public const int SmallFollowers = 1_000;

    public static string Secret(string kind, int number) => $"bench-{kind}-{number.ToString(CultureInfo.InvariantCulture)}";

    public static void Run(DbConnection connection, Corpus corpus, bool flatness, bool halls)
    {
        Console.Error.WriteLine($"Writing {corpus.Accounts} accounts and {corpus.Posts} posts …");
        Accounts(connection, corpus, halls);
        Posts(connection, corpus);
        Follows(connection, corpus, flatness);
        if (halls) GenerateHalls.Run(connection, corpus);
        Execute(connection, "ANALYZE");
        if (connection is SqliteConnection) Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void Accounts(DbConnection connection, Corpus corpus, bool halls)
    {
        var counts = new int[corpus.Accounts];
        for (var post = 0; post < corpus.Posts; post++) counts[corpus.AuthorOf(post)]++;
        using (var rows = Rows.To(connection, "accounts", "id", "handle", "nickname", "nickname_key", "handle_key", "kind", "sealed", "bio", "fields", "posts_count", "followers_count", "following_count", "version"))
            for (var n = 0; n < corpus.Accounts; n++)
            {
                var agency = halls && GenerateHalls.IsAgency(corpus, n);
                var (handle, name) = (Corpus.Handle(n), agency ? GenerateHalls.NameOf(n) : $"网友{Corpus.Handle(n)}");
                rows.Add(corpus.AccountId(n), handle, name, name, handle, agency ? 1 : 0, Bool(connection, agency || n % 50 == 0), "在德阳生活。", "[]", counts[n], Followers(n), 50, 0);
            }
        using (var users = Rows.To(connection, "users", "id", "account_id", "password_hash", "role", "status", "totp_last_step", "failed_sign_ins", "language", "theme", "large_print", "notices_read_id"))
            for (var n = 0; n < Corpus.Readers + Corpus.BusyReaders; n++)
                users.Add(corpus.AccountId(n) + 1, corpus.AccountId(n), "none", n == GenerateHalls.Administrator ? 2 : 0, 0, 0L, 0, "zh-Hans", "auto", Bool(connection, false), 0L);
        using (var tokens = Rows.To(connection, "access_tokens", "id", "user_id", "token_hash", "scopes", "name"))
            for (var n = 0; n < Corpus.Readers + Corpus.BusyReaders; n++)
                tokens.Add(corpus.AccountId(n) + 2, corpus.AccountId(n) + 1, Hash("token", n), "read write follow", "bench");
        using var sessions = Rows.To(connection, "sessions", "id", "user_id", "token_hash", "user_agent", "address", "last_seen_at", "expires_at");
        for (var n = 0; n < Corpus.Readers + Corpus.BusyReaders; n++)
            sessions.Add(corpus.AccountId(n) + 3, corpus.AccountId(n) + 1, Hash("session", n), "bench", "", Time(connection, 0), Time(connection, 30));
    }

    private static int Followers(int number) => number switch { 0 => HugeFollowers, 1 => LargeFollowers, 2 => SmallFollowers, _ => 50 };

    private static void Posts(DbConnection connection, Corpus corpus)
    {
        var inTopic = new List<long>[Corpus.TopicNames.Count];
        for (var t = 0; t < inTopic.Length; t++) inTopic[t] = [];
        using (var rows = Rows.To(connection, "posts", "id", "author_id", "kind", "visibility", "text", "sensitive", "likes_count", "comments_count", "reposts_count", "version"))
            for (var n = 0; n < corpus.Posts; n++)
            {
                var (text, topic) = corpus.TextOf(n);
                if (topic is { } t) inTopic[t].Add(corpus.PostId(n));
                rows.Add(corpus.PostId(n), corpus.AccountId(corpus.AuthorOf(n)), 0, 0, text, Bool(connection, false), n % 97, n % 13, n % 7, 0);
            }
        using (var topics = Rows.To(connection, "topics", "id", "name", "key", "posts_count", "last_post_id"))
            for (var t = 0; t < inTopic.Length; t++)
                topics.Add(t + 1L, Corpus.TopicNames[t], Corpus.TopicNames[t], inTopic[t].Count, inTopic[t].LastOrDefault());
        using var links = Rows.To(connection, "post_topics", "topic_id", "post_id");
        for (var t = 0; t < inTopic.Length; t++)
            foreach (var post in inTopic[t]) links.Add(t + 1L, post);
    }

    private static void Follows(DbConnection connection, Corpus corpus, bool flatness)
    {
        var id = 1L << 40;
        using var rows = Rows.To(connection, "follows", "id", "follower_id", "followee_id");
        for (var reader = 0; reader < Corpus.Readers; reader++)
            foreach (var account in corpus.FollowedBy(reader, 50)) rows.Add(id++, corpus.AccountId(reader), corpus.AccountId(account));
        for (var reader = Corpus.Readers; reader < Corpus.Readers + Corpus.BusyReaders; reader++)
            foreach (var account in corpus.FollowedBy(reader, 500).Where(a => a > 2)) rows.Add(id++, corpus.AccountId(reader), corpus.AccountId(account));
        // The last reader follows the three authors whose posts are timed.
        var watcher = corpus.AccountId(Corpus.Readers + Corpus.BusyReaders - 1);
        for (var author = 0; author < 3; author++) rows.Add(id++, watcher, corpus.AccountId(author));
        if (!flatness) return;
        Console.Error.WriteLine($"Writing {HugeFollowers} followers of one account …");
        foreach (var (author, count) in new[] { (0, HugeFollowers), (1, LargeFollowers), (2, SmallFollowers) })
            for (var n = 0; n < count; n++) rows.Add(id++, 1_000_000_000L + n, corpus.AccountId(author));
    }

    private static byte[] Hash(string kind, int number) => SHA256.HashData(Encoding.ASCII.GetBytes(Secret(kind, number)));

    internal static object Bool(DbConnection connection, bool value) => connection is SqliteConnection ? value ? 1 : 0 : value;

    internal static object Time(DbConnection connection, int days)
    {
        var time = TimeProvider.System.GetUtcNow().AddDays(days);
        return connection is SqliteConnection ? time.ToUnixTimeMilliseconds() : time;
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        command.ExecuteNonQuery();
    }

    /// <summary>Bulk rows: COPY on PostgreSQL, one prepared statement in one transaction on SQLite.</summary>
    internal abstract class Rows : IDisposable
    {
        public static Rows To(DbConnection connection, string table, params string[] columns) =>
            connection is NpgsqlConnection postgres ? new PostgresRows(postgres, table, columns) : new SqliteRows((SqliteConnection)connection, table, columns);

        public abstract void Add(params object[] values);

        public abstract void Dispose();
    }

    private sealed class PostgresRows(NpgsqlConnection connection, string table, string[] columns) : Rows
    {
        private readonly NpgsqlBinaryImporter copy = connection.BeginBinaryImport($"COPY {table} ({string.Join(',', columns)}) FROM STDIN (FORMAT BINARY)");

        public override void Add(params object[] values)
        {
            copy.StartRow();
            foreach (var value in values) copy.Write(value);
        }

        public override void Dispose()
        {
            copy.Complete();
            copy.Dispose();
        }
    }

    private sealed class SqliteRows : Rows
    {
        private readonly SqliteTransaction transaction;
        private readonly SqliteCommand insert;

        public SqliteRows(SqliteConnection connection, string table, string[] columns)
        {
            transaction = connection.BeginTransaction();
            insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {table} ({string.Join(',', columns)}) VALUES ({string.Join(',', columns.Index().Select(c => $"$p{c.Index}"))})";
            foreach (var (index, _) in columns.Index()) insert.Parameters.Add(new SqliteParameter($"$p{index}", null));
            insert.Transaction = transaction;
        }

        public override void Add(params object[] values)
        {
            for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i];
            insert.ExecuteNonQuery();
        }

        public override void Dispose()
        {
            transaction.Commit();
            insert.Dispose();
            transaction.Dispose();
        }
    }
}
