using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Zhibo.Bench;

// bench/run builds the program and calls this; every part can be called alone.
return args switch
{
    ["generate", var database, .. var rest] => WriteCorpus(database, rest),
    ["ceiling", var bytes, var url] => await Ceiling.Serve(int.Parse(bytes, CultureInfo.InvariantCulture), url),
    ["run", var program, var folder, .. var databases] => await Suite.Run(program, folder, databases),
    ["measure", var program, var database, .. var rest] => await Suite.One(program, database, rest),
    ["trends", var program, var database] => await Trends.Run(program, database),
    _ => Help(),
};

static int WriteCorpus(string database, string[] rest)
{
    var corpus = Suite.Corpus;
    if (database.Contains("Host=", StringComparison.Ordinal))
    {
        using var postgres = new NpgsqlConnection(database);
        postgres.Open();
        Generate.Run(postgres, corpus, rest.Contains("--flatness"), rest.Contains("--halls"));
        return 0;
    }
    using var sqlite = new SqliteConnection($"Data Source={database}");
    sqlite.Open();
    using (var pragma = sqlite.CreateCommand())
    {
        pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144";
        pragma.ExecuteNonQuery();
    }
    Generate.Run(sqlite, corpus, rest.Contains("--flatness"), rest.Contains("--halls"));
    return 0;
}

static int Help()
{
    Console.Error.WriteLine("generate DATABASE [--flatness] [--halls] | ceiling BYTES URL | run PROGRAM FOLDER DATABASE… | measure PROGRAM DATABASE [WORKLOAD…] | trends PROGRAM DATABASE");
    return 2;
}
