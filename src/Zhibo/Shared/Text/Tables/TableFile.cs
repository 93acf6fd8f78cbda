namespace Zhibo.Shared.Text.Tables;

/// <summary>Reads the tables that people bring, row by row: CSV in UTF-8 or GB18030, and JSON Lines.</summary>
public static class TableFile
{
    /// <summary>
    /// <paramref name="name"/> decides: .jsonl, .ndjson and .json are JSON Lines, .tsv is parted by tabs, all else by commas;
    /// the first row names the columns.
    /// Bad rows come out as faults; only a file that cannot be a table throws <see cref="InvalidDataException"/>.
    /// </summary>
    public static async IAsyncEnumerable<TableLine> Read(
        Stream stream, string name, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var utf8 = await TableEncoding.Open(stream, ct);
        if (IsJsonLines(name))
        {
            await foreach (var line in JsonLines.Read(utf8, ct)) yield return line;
        }
        else
        {
            using var table = new CsvTable(utf8, IsTabbed(name) ? '\t' : ',');
            await foreach (var line in table.Read(ct)) yield return line;
        }
    }

    /// <summary>By its name.</summary>
    public static bool IsJsonLines(string name) => Path.GetExtension(name).ToLowerInvariant() is ".jsonl" or ".ndjson" or ".json";

    private static bool IsTabbed(string name) => Path.GetExtension(name).Equals(".tsv", StringComparison.OrdinalIgnoreCase);
}
