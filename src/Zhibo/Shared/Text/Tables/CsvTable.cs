using System.Runtime.CompilerServices;
using CsvHelper;

namespace Zhibo.Shared.Text.Tables;

/// <summary>
/// CSV by RFC 4180, column names in the first row. A quote that is opened and not closed swallows the rows after it; reading
/// starts again one line on, so that one bad row costs one row.
/// </summary>
internal sealed class CsvTable(Stream utf8, char separator) : IDisposable
{
    // A quote never closed would else take the rest of any file into memory.
    private const int LongestRecord = 16 * 1024 * 1024;

    // A file full of such quotes must not be read over and over.
    private const long MostReadAgain = 8L * LongestRecord;

    private readonly ReplayStream _source = new(utf8);
    private readonly HashSet<long> _malformed = [];
    private CsvReader? _reader;
    private Dictionary<string, int> _columns = [];
    private int _width;
    private long _number;
    private long _record;
    private long _readerStart;
    private long _readAgain;

    public async IAsyncEnumerable<TableLine> Read([EnumeratorCancellation] CancellationToken ct)
    {
        StartAt(0);
        while (true)
        {
            var (any, endless) = await Next(ct);
            if (endless is not null) yield return new TableLine(null, endless);
            if (!any) yield break;
            if (++_number == 1) Name(Cells());
            else if (Judge() is { } line) yield return line;
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _source.Dispose();
    }

    /// <summary>A new reader: the old one has read ahead and cannot go back.</summary>
    private void StartAt(long offset)
    {
        _reader?.Dispose();
        _source.Rewind(offset);
        (_readerStart, _record) = (offset, 0);
        _malformed.Clear();
        _reader = CsvReader.Create(_source, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = separator,
            SkipEmptyLines = false,
            MaxRecordSize = LongestRecord,
            // Reports may come ahead of their record.
            OnMalformedRecord = record => _malformed.Add(record.RecordNumber),
        }, leaveOpen: true);
    }

    private async Task<(bool Any, TableFault? Endless)> Next(CancellationToken ct)
    {
        try
        {
            _record++;
            var any = await _reader!.ReadAsync(ct);
            if (any) _source.Forget(_readerStart + _reader.ByteOffset);
            return (any, null);
        }
        catch (CsvFormatException)
        {
            return (false, TableFault.Of(_number + 1, "quotes", "shared.table.quote_endless"));
        }
    }

    private TableLine? Judge()
    {
        if (_malformed.Contains(_record)) return new TableLine(null, WithBrokenQuotes());
        var cells = Cells();
        if (cells is [var only] && string.IsNullOrWhiteSpace(only)) return null;
        if (cells.Length != _width)
            return Faulty("columns", "shared.table.width", cells.Length, _width);
        if (cells.Any(cell => cell.Contains(TableEncoding.Unreadable))) return Faulty("encoding", "shared.table.no_text");
        return new TableLine(new TableRow(_number, _columns, cells), null);
    }

    private TableLine Faulty(string column, string word, params object?[] args) => new(null, TableFault.Of(_number, column, word, args));

    private TableFault WithBrokenQuotes()
    {
        var raw = _reader!.RawRecord;
        var first = raw.IndexOf((byte)'\n');
        if (first < 0) return TableFault.Of(_number, "quotes", "shared.table.quote_inside");
        if ((_readAgain += raw.Length) > MostReadAgain) return TableFault.Of(_number, "quotes", "shared.table.quotes_many");
        StartAt(_readerStart + _reader.ByteOffset + first + 1);
        return TableFault.Of(_number, "quotes", "shared.table.quote_open");
    }

    private string[] Cells()
    {
        var cells = new string[_reader!.FieldCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = _reader.GetString(i);
        return cells;
    }

    private void Name(string[] names)
    {
        _width = names.Length;
        _columns = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i].Trim('\uFEFF', ' ', '\t', '\u3000');
            if (name.Length > 0 && !_columns.TryAdd(name, i)) throw TableUnreadable.Because("shared.table.column_twice", name);
        }

        if (_columns.Count == 0) throw TableUnreadable.Because("shared.table.no_columns");
    }
}
