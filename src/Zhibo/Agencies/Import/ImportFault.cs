using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Agencies.Import;

/// <summary>Why a row of a list was not taken, in no language yet.</summary>
/// <param name="Row">As a spreadsheet counts: the headings are row 1.</param>
/// <param name="Column">As the file calls it.</param>
/// <param name="Cell">What stands there, shortened; empty where nothing does.</param>
public sealed record ImportFault(long Row, string Column, string Cell, string Word, params object?[] Args)
{
    private const int LongestCell = 40;

    /// <summary>What is wrong is no cell but the row: its quotes, its length.</summary>
    public bool WholeRow { get; private init; }

    /// <summary>Where a spreadsheet shows it, such as B7.</summary>
    public string? Spot { get; private init; }

    /// <summary>What the reader of files found.</summary>
    public static ImportFault Of(TableFault fault) => new(fault.Number, fault.Column, "", fault.Word ?? "agencies.import.no_table", fault.Args)
    {
        WholeRow = fault.Cell is null,
        Spot = fault.Cell,
    };

    public static ImportFault Of(TableRow row, string column, string? cell, Refusal refusal) => Of(row, column, cell, refusal.Word, refusal.Args);

    public static ImportFault Of(TableRow row, string column, string? cell, string word, params object?[] args) =>
        new(row.Number, column, Plain(cell), word, args) { Spot = row.CellOf(column) };

    /// <summary>The reason alone.</summary>
    public string Reason(Words words) => words[Word, Args];

    /// <summary>The line that the command prints.</summary>
    public string Line(Words words) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"row {Row}, {Column}: {(Cell.Length > 0 ? $"\"{Cell}\" " : "")}{Reason(words)}");

    private static string Plain(string? cell) => PostHtml.Plain(cell ?? "", LongestCell);
}
