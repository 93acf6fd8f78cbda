using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Posts.Import;

/// <summary>
/// Brings in posts from a file of another platform or of our own export, at their own time and without notices. Each row
/// is written with its name at the source, so a run that broke off is simply started again.
/// </summary>
public sealed class ImportPosts(IServiceScopeFactory scopes, AccountNames names, Settings settings, TimeProvider clock)
{
    /// <summary>Rows under way at once: enough for the writer to write them in groups.</summary>
    private const int Ahead = 128;

    /// <param name="File">Its text.</param>
    /// <param name="Name">Its name: .jsonl, .ndjson and .json hold JSON Lines, anything else CSV.</param>
    public sealed record Input(Stream File, string Name)
    {
        /// <summary>Content of MAP.json; without it the columns bear the names of the fields.</summary>
        public string? MapJson { get; init; }

        /// <summary>Handle or nickname of the author where the file names none.</summary>
        public string? As { get; init; }

        /// <summary>Say what would happen and write nothing.</summary>
        public bool DryRun { get; init; }

        /// <summary>Hears of each rejected row, in the order of the file.</summary>
        public Action<TableFault>? Rejected { get; init; }

        /// <summary>Hears how many rows are done.</summary>
        public Action<long>? Progress { get; init; }
    }

    public sealed record Outcome(long Rows, long Imported, long Unchanged, long Rejected)
    {
        /// <summary>The last line on stdout.</summary>
        public string ToJson() => string.Create(CultureInfo.InvariantCulture,
            $$"""{"rows":{{Rows}},"imported":{{Imported}},"unchanged":{{Unchanged}},"rejected":{{Rejected}}}""");
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the file or the map as a whole is of no use.</summary>
    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Clock.TimeZone);
        var map = input.MapJson is null ? ImportMap.ByName(PostForm.Fields, zone) : ImportMap.Parse(input.MapJson, PostForm.Fields, zone);
        var author = input.As is null ? null : names.IdOf(input.As.TrimStart('@'));
        if (input.As is not null && author is null) throw new InvalidDataException($"nobody has the handle or nickname {input.As}");
        var rows = new RowWriter(scopes, new RowReader(map, names, author, clock.GetUtcNow()), input.DryRun);
        var (tally, under) = (new Tallied(input), new Queue<Task<RowEnd>>());
        try
        {
            var first = true;
            await foreach (var line in TableFile.Read(input.File, input.Name, ct))
            {
                if (first && line.Row is { } row && !TableFile.IsJsonLines(input.Name)) Demand(map, row, author);
                first = false;
                under.Enqueue(line.Row is null ? Task.FromResult(new RowEnd(RowFate.Rejected, line.Fault)) : rows.Take(line.Row, ct));
                if (under.Count >= Ahead) tally.Add(await under.Dequeue());
            }
            while (under.Count > 0) tally.Add(await under.Dequeue());
        }
        finally
        {
            await Task.WhenAll(under).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        return tally.Outcome;
    }

    private static void Demand(ImportMap map, TableRow row, long? author)
    {
        if (author is null) map.Demand(row, PostForm.Text, PostForm.PostedAt, PostForm.Author);
        else map.Demand(row, PostForm.Text, PostForm.PostedAt);
    }

    private sealed class Tallied(Input input)
    {
        private readonly long[] _fates = new long[3];

        public Outcome Outcome => new(_fates.Sum(), _fates[(int)RowFate.Imported], _fates[(int)RowFate.Unchanged], _fates[(int)RowFate.Rejected]);

        public void Add(RowEnd end)
        {
            _fates[(int)end.Fate]++;
            if (end.Fault is { } fault) input.Rejected?.Invoke(fault);
            input.Progress?.Invoke(_fates.Sum());
        }
    }
}
