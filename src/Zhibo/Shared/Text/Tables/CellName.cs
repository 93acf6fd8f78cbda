using System.Globalization;

namespace Zhibo.Shared.Text.Tables;

/// <summary>Names of cells as spreadsheets write them: column letters, then the row. Columns are counted from 0, rows from 1.</summary>
internal static class CellName
{
    public const int MostColumns = 16_384;
    public const int MostRows = 1_048_576;

    public static string Of(int column, long row)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters + row.ToString(CultureInfo.InvariantCulture);
    }

    public static bool TryRead(ReadOnlySpan<char> name, out int column, out int row)
    {
        (column, row) = (0, 0);
        var at = 0;
        for (; at < name.Length && char.IsAsciiLetter(name[at]) && column <= MostColumns; at++) column = column * 26 + (name[at] & 0x1F);
        column--;
        return column is >= 0 and < MostColumns
            && int.TryParse(name[at..], NumberStyles.None, CultureInfo.InvariantCulture, out row) && row is >= 1 and <= MostRows;
    }
}
