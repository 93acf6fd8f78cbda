using System.CommandLine;
using Zhibo.Posts.Import;

namespace Zhibo.Commands;

/// <summary>import posts FILE: good rows come in, bad ones are listed on stderr, the last line on stdout is JSON.</summary>
internal static class ImportVerb
{
    private const int ProgressEvery = 1000;

    private static readonly Argument<FileInfo> File = new("FILE") { Description = "CSV (UTF-8 or GB18030) or JSON Lines (.jsonl)" };

    private static readonly Option<FileInfo?> Map = new("--map") { HelpName = "MAP.json", Description = "Which column is which field" };

    private static readonly Option<string?> As = new("--as") { HelpName = "HANDLE", Description = "Author of the rows that name none" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would happen and write nothing" };

    public static Command New() => new("import", "Bring in what stands elsewhere")
    {
        new Command("posts", "Posts, at their own time and without notices; a second run adds none") { File, Map, As, DryRun }.DoesWithServices(Run),
        ImportRegionsVerb.New(),
        ImportAgenciesVerb.New(),
    };

    private static async Task<int> Run(Call call, IServiceProvider services)
    {
        var map = call.Get(Map) is { } file ? await Text(file, call.Stop) : null;
        await using var posts = Open(call.Get(File));
        try
        {
            var outcome = await services.GetRequiredService<ImportPosts>().Run(new(posts, call.Get(File).Name)
            {
                MapJson = map,
                As = call.Get(As),
                DryRun = call.Get(DryRun),
                Rejected = fault => call.Error.WriteLine(fault),
                Progress = rows => Say(call, rows),
            }, call.Stop);
            await call.Output.WriteLineAsync(outcome.ToJson());
            return 0;
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailure(e.Message);
        }
    }

    private static void Say(Call call, long rows)
    {
        if (rows % ProgressEvery == 0) call.Error.WriteLine($"{rows} rows …");
    }

    internal static FileStream Open(FileInfo file) => file.Exists ? file.OpenRead() : throw new CommandFailure($"there is no file {file.FullName}");

    internal static async Task<string> Text(FileInfo file, CancellationToken ct)
    {
        await using var stream = Open(file);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(ct);
    }
}
