using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Posts.Import;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.Posts.Import;

/// <summary>Bringing files into a town.</summary>
internal static class Importing
{
    public static string Fixture(string name) => Repository.Path("tests", "Zhibo.Tests", "Posts", "Import", "Fixtures", name);

    public static async Task<(ImportPosts.Outcome Outcome, List<string> Faults)> Imports(this Town town, string file, string? map = null, string? author = null, bool dryRun = false)
    {
        await using var stream = File.OpenRead(file);
        return await town.Imports(stream, file, map is null ? null : await File.ReadAllTextAsync(map), author, dryRun);
    }

    public static Task<(ImportPosts.Outcome Outcome, List<string> Faults)> ImportsLines(this Town town, params string[] lines) =>
        town.Imports(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "posts.jsonl");

    public static async Task<(ImportPosts.Outcome Outcome, List<string> Faults)> Imports(this Town town, Stream stream, string name, string? map = null, string? author = null, bool dryRun = false)
    {
        List<string> faults = [];
        var import = town.Services.GetRequiredService<ImportPosts>();
        var outcome = await import.Run(new ImportPosts.Input(stream, name)
        {
            MapJson = map,
            As = author,
            DryRun = dryRun,
            Rejected = fault => faults.Add(fault.ToString()),
        }, TestContext.Current.CancellationToken);
        return (outcome, faults);
    }
}
