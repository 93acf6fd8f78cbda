using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Zhibo.Shared.Text.Tables;

/// <summary>
/// XLSX as people save it: the first sheet with content, its first row naming the columns. Titles drawn over the table and
/// empty rows are passed over; formulas give the value they were saved with.
/// </summary>
internal static class XlsxTable
{
    public static IEnumerable<TableLine> Read(Stream stream)
    {
        using var lines = Lines(stream).GetEnumerator();
        while (Step(lines)) yield return lines.Current;
    }

    /// <summary>Whatever the libraries say about a broken file is one thing to the reader.</summary>
    private static bool Step(IEnumerator<TableLine> lines)
    {
        try
        {
            return lines.MoveNext();
        }
        catch (Exception e) when (!TableUnreadable.IsTold(e) && e is not (OutOfMemoryException or OperationCanceledException))
        {
            throw TableUnreadable.Because("shared.table.no_sheet");
        }
    }

    private static IEnumerable<TableLine> Lines(Stream stream)
    {
        using var document = XlsxFile.Open(stream);
        var workbook = document.WorkbookPart!;
        var sheet = new XlsxSheet(new XlsxValues(workbook));
        foreach (var part in Visible(workbook))
        {
            Header? header = null;
            foreach (var (number, cells) in Filled(sheet, part))
            {
                if (header is null) header = Header.Read(cells);
                else if (header.Judge(number, cells) is { } line) yield return line;
            }
            if (header is not null) yield break;
        }
        throw TableUnreadable.Because("shared.table.nothing");
    }

    /// <summary>Hidden sheets hold lists for drop-downs and the like.</summary>
    private static IEnumerable<WorksheetPart> Visible(WorkbookPart workbook) =>
        workbook.Workbook!.Sheets!.Elements<Sheet>()
            .Where(sheet => sheet.State is null || sheet.State.Value == SheetStateValues.Visible)
            .Select(sheet => sheet.Id?.Value is { } id && workbook.TryGetPartById(id, out var part) ? part as WorksheetPart : null)
            .OfType<WorksheetPart>();

    /// <summary>Rows with content of their own, merged cells filled in, without titles above the names.</summary>
    private static IEnumerable<(int Number, SortedList<int, XlsxCell> Cells)> Filled(XlsxSheet sheet, WorksheetPart part)
    {
        XlsxMerges merges;
        using (var xml = XlsxFile.Reader(part, XlsxFile.LongestSheetMegabytes)) merges = XlsxMerges.Read(xml);
        var named = false;
        foreach (var (number, cells) in sheet.Rows(part))
        {
            var title = merges.Fill(number, cells);
            if (cells.Count == 0 || (title && !named)) continue;
            named = true;
            yield return (number, cells);
        }
    }

    private sealed class Header
    {
        private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
        private int width;

        public static Header Read(SortedList<int, XlsxCell> cells)
        {
            var header = new Header();
            foreach (var (column, cell) in cells)
            {
                // Long names are broken over lines to keep columns narrow.
                var name = cell.Text.ReplaceLineEndings("").Trim('\uFEFF', ' ', '\t', '\u3000', '\u00A0');
                if (name.Length > 0 && !header.columns.TryAdd(name, column)) throw TableUnreadable.Because("shared.table.column_twice", name);
                header.width = column + 1;
            }
            return header.columns.Count > 0 ? header : throw TableUnreadable.Because("shared.table.no_columns");
        }

        /// <summary>Null when nothing stands under a name.</summary>
        public TableLine? Judge(int number, SortedList<int, XlsxCell> cells)
        {
            var texts = new string[width];
            Array.Fill(texts, "");
            var any = false;
            foreach (var (name, column) in columns)
            {
                if (!cells.TryGetValue(column, out var cell)) continue;
                if (cell.Trouble is not null) return new(null, TableFault.Of(number, name, cell.Trouble, cell.Shown) with { Cell = CellName.Of(column, number) });
                texts[column] = cell.Text;
                any = true;
            }
            return any ? new(new TableRow(number, columns, texts, lettered: true), null) : null;
        }
    }
}
