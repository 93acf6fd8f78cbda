using System.Runtime.CompilerServices;

namespace Zhibo.Shared.Text.Tables;

/// <summary>Reads the tables that people bring, row by row: XLSX, CSV in UTF-8 or GB18030, and JSON Lines.</summary>
public static class TableFile
{
    /// <summary>
    /// <paramref name="name"/> decides: .jsonl, .ndjson and .json are JSON Lines, .tsv is parted by tabs, all else by commas;
    /// the first row names the columns. A spreadsheet is known by how it begins, whatever its name.
    /// Bad rows come out as faults; only a file that cannot be a table throws <see cref="InvalidDataException"/>, which
    /// <see cref="TableUnreadable.ReasonIn"/> says in the reader's language.
    /// </summary>
    public static async IAsyncEnumerable<TableLine> Read(Stream stream, string name, [EnumeratorCancellation] CancellationToken ct = default)
    {
        stream = await Seekable(stream, ct);
        if (await IsSheet(stream, name, ct))
        {
            foreach (var line in XlsxTable.Read(stream))
            {
                ct.ThrowIfCancellationRequested();
                yield return line;
            }
            yield break;
        }
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

    private static async Task<bool> IsSheet(Stream stream, string name, CancellationToken ct)
    {
        var start = new byte[8];
        stream.Position = 0;
        var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return XlsxFile.Is(start.AsSpan(0, read), name);
    }

    private static async Task<Stream> Seekable(Stream stream, CancellationToken ct)
    {
        if (stream.CanSeek) return stream;
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy, ct);
        return copy;
    }
}
