using System.Xml;

namespace Zhibo.Shared.Text.Tables;

/// <summary>Merged cells: what stands in the first cell stands in each. Held as ranges, for one may span a million rows.</summary>
internal sealed class XlsxMerges(IEnumerable<XlsxMerges.Range> ranges)
{
    private const int MostRanges = 20_000;

    private readonly Queue<Range> ahead = new(ranges.OrderBy(range => range.Top));
    private readonly List<(Range Range, XlsxCell Cell)> open = [];

    internal sealed record Range(int Left, int Top, int Right, int Bottom);

    /// <summary>They stand behind the rows, so the sheet is passed over once for them.</summary>
    public static XlsxMerges Read(XmlReader xml)
    {
        var ranges = new List<Range>();
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "mergeCell") continue;
            if (ranges.Count == MostRanges) throw TableUnreadable.Because("shared.table.merges");
            var corners = (xml.GetAttribute("ref") ?? "").Split(':');
            if (corners.Length == 2 && CellName.TryRead(corners[0], out var left, out var top) && CellName.TryRead(corners[1], out var right, out var bottom))
                ranges.Add(new(int.Min(left, right), int.Min(top, bottom), int.Max(left, right), int.Max(top, bottom)));
        }
        return new(ranges);
    }

    /// <summary>Fills the row from those that reach into it. Rows come in their order.</summary>
    /// <returns>True when the row is one cell drawn over several columns: a title.</returns>
    public bool Fill(int row, SortedList<int, XlsxCell> cells)
    {
        var alone = cells.Count == 1 ? cells.Keys[0] : -1;
        open.RemoveAll(merge => merge.Range.Bottom < row);
        while (ahead.TryPeek(out var range) && range.Top <= row)
        {
            ahead.Dequeue();
            // One that began in a row that is not there begins empty.
            if (range.Bottom >= row) open.Add((range, range.Top == row ? cells.GetValueOrDefault(range.Left) : default));
        }
        if (cells.Count == 0) return false;
        var (filled, title) = (0, false);
        foreach (var (range, cell) in open)
        {
            title |= range.Left == alone && range.Top == row && range.Right > range.Left;
            if (cell.IsBlank) continue;
            var right = int.Min(range.Right, XlsxSheet.MostColumns - 1);
            for (var column = range.Left; column <= right; column++) cells.TryAdd(column, cell);
            // Ranges that lie over each other: no spreadsheet writes them.
            if ((filled += int.Max(0, right - range.Left + 1)) > 2 * XlsxSheet.MostColumns) throw TableUnreadable.Because("shared.table.merges");
        }
        return title;
    }
}
