using System.CommandLine;
using Zhibo.Agencies.Import;
using Zhibo.Shared.Text;

namespace Zhibo.Commands;

/// <summary>import agencies FILE: good rows come in, bad ones are listed on stderr, the last line on stdout is JSON.</summary>
internal static class ImportAgenciesVerb
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "CSV (UTF-8 or GB18030), XLSX or JSON Lines (.jsonl)" };

    private static readonly Option<FileInfo?> Map = new("--map") { HelpName = "MAP.json", Description = "Which column is which field (default: by their headings)" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would happen and write nothing" };

    public static Command New() =>
        new Command("agencies", "Agencies with their accounts, up to 5,000; a second run adds none") { File, Map, DryRun }.DoesWithServices(Run);

    private static async Task<int> Run(Call call, IServiceProvider services)
    {
        var map = call.Get(Map) is { } file ? await ImportVerb.Text(file, call.Stop) : null;
        await using var list = ImportVerb.Open(call.Get(File));
        var outcome = await services.GetRequiredService<ImportAgencies>().Run(new(null, list, call.Get(File).Name)
        {
            MapJson = map,
            DryRun = call.Get(DryRun),
            Progress = rows => call.Error.WriteLine($"{rows} agencies …"),
        }, call.Stop);
        foreach (var fault in outcome.Faults) await call.Error.WriteLineAsync(fault.Line(Words.For("en")));
        await call.Output.WriteLineAsync(outcome.ToJson());
        return 0;
    }
}
