using System.CommandLine;
using Zhibo.Regions.Import;

namespace Zhibo.Commands;

/// <summary>import regions PATH: good rows come in, bad ones are listed on stderr, the last line on stdout is JSON.</summary>
internal static class ImportRegionsVerb
{
    private static readonly Argument<string> Source = new("PATH")
    {
        Description = "The folder of a list of the whole country (provinces.json, cities.json, areas.json, streets.csv, HK-MO-TW.json), or a table (CSV, XLSX, .jsonl) with code, name, parent, lat, long, variants",
    };

    private static readonly Option<FileInfo?> Map = new("--map") { HelpName = "MAP.json", Description = "Which column is which field" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would happen and write nothing" };

    public static Command New() =>
        new Command("regions", "Provinces, cities, counties, towns and villages; a second run changes nothing") { Source, Map, DryRun }.DoesWithServices(Run);

    private static async Task<int> Run(Call call, IServiceProvider services)
    {
        List<RegionFile> files = [];
        try
        {
            files.AddRange(Open(call.Get(Source)));
            var outcome = await services.GetRequiredService<ImportRegions>().Run(new(files)
            {
                MapJson = call.Get(Map) is { } map ? await File.ReadAllTextAsync(map.FullName, call.Stop) : null,
                DryRun = call.Get(DryRun),
                Rejected = fault => call.Error.WriteLine(fault),
                Progress = regions => call.Error.WriteLine($"{regions} regions …"),
            }, call.Stop);
            await call.Output.WriteLineAsync(outcome.ToJson());
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
        {
            throw new CommandFailure(e.Message);
        }
        finally
        {
            foreach (var file in files) await file.Content.DisposeAsync();
        }
    }

    private static IEnumerable<RegionFile> Open(string path)
    {
        if (File.Exists(path)) return [new(Path.GetFileName(path), File.OpenRead(path))];
        if (!Directory.Exists(path)) throw new CommandFailure($"there is no file or folder {Path.GetFullPath(path)}");
        var files = RegionFile.Names.Select(name => Path.Combine(path, name)).Where(File.Exists).ToList();
        return files.Count > 0 ? files.Select(file => new RegionFile(Path.GetFileName(file), File.OpenRead(file)))
            : throw new CommandFailure($"in {Path.GetFullPath(path)} there is none of {string.Join(", ", RegionFile.Names)}");
    }
}
