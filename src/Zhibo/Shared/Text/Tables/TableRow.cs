using System.Globalization;

namespace Zhibo.Shared.Text.Tables;

/// <summary>A row of an imported file. The number is what a spreadsheet shows: the row of column names is 1.</summary>
/// <param name="lettered">The file is a spreadsheet, whose cells have names such as B7.</param>
public sealed class TableRow(long number, IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> cells, bool lettered = false)
{
    public long Number => number;

    public IEnumerable<string> Columns => columns.Keys;

    /// <summary>The cell as it stands in the file; null when there is no such column.</summary>
    public string? this[string column] => columns.TryGetValue(column, out var index) ? cells[index] : null;

    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>B7; null where cells have no names.</summary>
    public string? CellOf(string column) => lettered && columns.TryGetValue(column, out var index) ? CellName.Of(index, number) : null;
}

/// <summary>Why a row cannot be taken. Its text is the line that imports print.</summary>
public sealed record TableFault(long Number, string Column, string Reason)
{
    /// <summary>Where a spreadsheet shows it, such as B7.</summary>
    public string? Cell { get; init; }

    /// <summary>Key of the reason in the word files; null where only English is known.</summary>
    public string? Word { get; init; }

    public object?[] Args { get; init; } = [];

    /// <summary>A fault that pages can tell in their reader's language.</summary>
    public static TableFault Of(long number, string column, string word, params object?[] args) =>
        new(number, column, Words.For("en")[word, args]) { Word = word, Args = args };

    public string ReasonIn(Words words) => Word is null ? Reason : words[Word, Args];

    public override string ToString() => Cell is null
        ? string.Create(CultureInfo.InvariantCulture, $"row {Number}, {Column}: {Reason}")
        : string.Create(CultureInfo.InvariantCulture, $"row {Number}, {Column} ({Cell}): {Reason}");
}

/// <summary>What was read: a row, or why it is none. Exactly one of the two is there.</summary>
public readonly record struct TableLine(TableRow? Row, TableFault? Fault);
