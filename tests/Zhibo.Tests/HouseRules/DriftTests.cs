using System.Security.Cryptography;
using Zhibo.Data;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.HouseRules;

/// <summary>The numbered SQL files are what operators run, the model is what the code believes.</summary>
public sealed class DriftTests
{
    private const string Fingerprints = "tests/Zhibo.Tests/HouseRules/migrations.sha256";

    [BothEngines]
    public async Task The_files_build_the_database_the_model_describes(EngineKind kind)
    {
        await using var fromFiles = await TownDatabase.Create(kind, alone: true);
        await using var fromModel = await TownDatabase.Create(kind, migrated: false);

        var files = Describe(fromFiles, create: false);
        var model = Describe(fromModel, create: true);

        files.Length.ShouldBeGreaterThan(100);
        model.Except(files).Select(l => $"only in the model:     {l}")
            .Concat(files.Except(model).Select(l => $"only in the SQL files: {l}"))
            .ShouldBeNone("Write the difference into a new numbered file, or mend the configuration:");
    }

    [Fact]
    public void Both_databases_have_the_same_numbered_files() =>
        House.Files.Where(f => f.Path.StartsWith("src/Zhibo/Data/Migrations/", StringComparison.Ordinal))
            .Select(f => Path.GetFileName(f.Path)).Select(n => n[..n.IndexOf('.', StringComparison.Ordinal)])
            .GroupBy(n => n).Where(g => g.Count() != 2).Select(g => g.Key)
            .ShouldBeNone("One file for each database:");

    /// <summary>An operator's database has run it: what is wrong in a file is mended in the next one.</summary>
    [Fact]
    public void Migrations_are_never_edited()
    {
        var list = Repository.Path(Fingerprints);
        var known = File.Exists(list) ? File.ReadLines(list).Select(l => l.Split("  ")).ToDictionary(l => l[1], l => l[0]) : [];
        var there = House.Files.Where(f => f.Path.StartsWith("src/Zhibo/Data/Migrations/", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetFileName(f.Path), f => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(f.Text))));
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            foreach (var (name, print) in there) known.TryAdd(name, print);
            File.WriteAllLines(list, known.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Value}  {k.Key}"));
        }
        known.Where(k => there.GetValueOrDefault(k.Key) != k.Value).Select(k => k.Key).ShouldBeNone("Changed or gone; put the change into a new file:");
        there.Keys.Except(known.Keys).ShouldBeNone("New: write its fingerprint down with ACCEPT=1 ./test Migration:");
    }

    private static string[] Describe(TownDatabase database, bool create)
    {
        var engine = Engine.For(database.Settings, 1);
        using (engine as IDisposable)
        using (var connection = engine.OpenWriteConnection())
        {
            if (create)
            {
                using var db = engine.NewDb(connection);
                db.Database.EnsureCreated();
            }
            return Schema.Read(database.Kind, connection);
        }
    }
}
