namespace Zhibo.Shared.Text.Tables;

/// <summary>A row of an imported file. The number is what a spreadsheet shows: the row of column names is 1.</summary>
public sealed class TableRow(long number, IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> cells)
{
    public long Number => number;

    public IEnumerable<string> Columns => columns.Keys;

    /// <summary>The cell as it stands in the file; null when there is no such column.</summary>
    public string? this[string column] => columns.TryGetValue(column, out var index) ? cells[index] : null;

    public bool Has(string column) => columns.ContainsKey(column);
}

/// <summary>Why a row cannot be taken. Its text is the line that imports print.</summary>
public sealed record TableFault(long Number, string Column, string Reason)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"row {Number}, {Column}: {Reason}");
}

/// <summary>What was read: a row, or why it is none. Exactly one of the two is there.</summary>
public readonly record struct TableLine(TableRow? Row, TableFault? Fault);
