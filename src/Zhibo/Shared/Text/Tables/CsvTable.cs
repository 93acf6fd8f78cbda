using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace Zhibo.Shared.Text.Tables;

/// <summary>
/// CSV by RFC 4180, column names in the first row. A quote that is opened and not closed swallows the rows after it; those
/// are read again one line on, so that one bad row costs one row.
/// </summary>
internal sealed class CsvTable
{
    // A quote never closed would else take the rest of any file into memory.
    private const int LongestRecord = 16 * 1024 * 1024;

    // A file full of such quotes must not be read over and over.
    private const int MostReadAgain = 4 * LongestRecord;

    private readonly char _separator;
    private readonly Stack<Reading> _readings = new();
    private Dictionary<string, int> _columns = [];
    private int _width;
    private long _number;
    private long _readAgain;

    public CsvTable(TextReader text, char separator)
    {
        _separator = separator;
        _readings.Push(new Reading(text, separator));
    }

    public async IAsyncEnumerable<TableLine> Read([EnumeratorCancellation] CancellationToken ct)
    {
        while (_readings.TryPeek(out var reading))
        {
            var (any, endless) = await Next(reading, ct);
            if (endless is not null) yield return new TableLine(null, endless);
            else if (!any) _readings.Pop().Dispose();
            else if (++_number == 1) Name(reading.Cells());
            else if (Judge(reading) is { } line) yield return line;
        }
    }

    private async Task<(bool Any, TableFault? Endless)> Next(Reading reading, CancellationToken ct)
    {
        try
        {
            return (await reading.Read(ct), null);
        }
        catch (CsvFormatException)
        {
            while (_readings.TryPop(out var left)) left.Dispose();
            return (false, new TableFault(_number + 1, "quotes", "opened and not closed; nothing after this row was read"));
        }
    }

    private TableLine? Judge(Reading reading)
    {
        var cells = reading.Cells();
        if (cells is [var only] && string.IsNullOrWhiteSpace(only)) return null;
        if (reading.IsMalformed) return new TableLine(null, WithBrokenQuotes(reading.Raw()));
        if (cells.Length != _width)
            return Faulty("columns", string.Create(CultureInfo.InvariantCulture, $"{cells.Length} found, {_width} are named in the first row"));
        if (cells.Any(cell => cell.Contains(TableEncoding.Unreadable))) return Faulty("encoding", "holds bytes that are no text");
        return new TableLine(new TableRow(_number, _columns, cells), null);
    }

    private TableLine Faulty(string column, string reason) => new(null, new TableFault(_number, column, reason));

    private TableFault WithBrokenQuotes(string raw)
    {
        var first = raw.IndexOf('\n');
        if (first < 0) return new TableFault(_number, "quotes", "broken: a quote stands inside a cell, or text after a cell in quotes");
        if ((_readAgain += raw.Length) > MostReadAgain) return new TableFault(_number, "quotes", "broken, as in many rows; what it swallowed was not read");
        _readings.Push(new Reading(new StringReader(raw[(first + 1)..]), _separator));
        return new TableFault(_number, "quotes", "broken: a quote is opened and not closed");
    }

    private void Name(string[] names)
    {
        _width = names.Length;
        _columns = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i].Trim('\uFEFF', ' ', '\t', '\u3000');
            if (name.Length > 0 && !_columns.TryAdd(name, i)) throw new InvalidDataException($"the first row names the column {name} twice");
        }

        if (_columns.Count == 0) throw new InvalidDataException("the first row names no columns");
    }

    /// <summary>One pass over a text; reports of bad quotes may come ahead of their record.</summary>
    private sealed class Reading : IDisposable
    {
        private readonly HashSet<long> _malformed = [];
        private readonly CsvReader _reader;
        private long _record;

        public Reading(TextReader text, char separator) => _reader = CsvReader.Create(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = separator,
            SkipEmptyLines = false,
            MaxRecordSize = LongestRecord,
            OnMalformedRecord = record => _malformed.Add(record.RecordNumber),
        }, leaveOpen: true);

        public bool IsMalformed => _malformed.Contains(_record);

        public async ValueTask<bool> Read(CancellationToken ct)
        {
            _record++;
            return await _reader.ReadAsync(ct);
        }

        public string[] Cells()
        {
            var cells = new string[_reader.FieldCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = _reader.GetString(i);
            return cells;
        }

        public string Raw() => Encoding.UTF8.GetString(_reader.RawRecord);

        public void Dispose() => _reader.Dispose();
    }
}
