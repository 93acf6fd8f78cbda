using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Zhibo.Shared.Text.Tables;

/// <summary>The rows of a sheet one after the other, each with the cells that hold something.</summary>
internal sealed class XlsxSheet(XlsxValues values)
{
    /// <summary>Cells further to the right are passed over.</summary>
    public const int MostColumns = 1000;

    // Excel's own limit for a cell.
    private const int LongestText = 32_767;

    /// <summary>Empty rows come out too, as empty lists: the one list is filled anew for each row.</summary>
    public IEnumerable<(int Number, SortedList<int, XlsxCell> Cells)> Rows(WorksheetPart part)
    {
        using var xml = XlsxFile.Reader(part, XlsxFile.LongestSheetMegabytes);
        var cells = new SortedList<int, XlsxCell>();
        var number = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            number = Numbered(xml, number);
            cells.Clear();
            if (!xml.IsEmptyElement) ReadRow(xml, number, cells);
            yield return (number, cells);
        }
    }

    /// <summary>Rows without a number follow the one before; a number that goes back is no sheet.</summary>
    private static int Numbered(XmlReader xml, int before)
    {
        if (xml.GetAttribute("r") is not { } written) return before + 1;
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > before && number <= CellName.MostRows
            ? number
            : throw TableUnreadable.Because("shared.table.no_sheet");
    }

    private void ReadRow(XmlReader xml, int row, SortedList<int, XlsxCell> cells)
    {
        var (depth, column) = (xml.Depth, -1);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            column = xml.GetAttribute("r") is { } name && CellName.TryRead(name, out var named, out _) ? named : column + 1;
            var cell = ReadCell(xml);
            if (!cell.IsBlank && column < MostColumns) cells[column] = cell;
        }
    }

    private XlsxCell ReadCell(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement) return new("");
        var (depth, formula, phonetic) = (xml.Depth, false, false);
        string? value = null;
        StringBuilder? inline = null;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh") phonetic = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "f") formula = true;
            else if (xml.LocalName == "v") value = Text(xml);
            else if (xml.LocalName == "t" && !phonetic && (inline ??= new()).Length <= LongestText) inline.Append(Text(xml));
        }
        var text = type == "inlineStr" ? inline?.ToString() : value;
        if (text?.Length > LongestText) return new("", "shared.table.cell_long");
        if (formula && text is null && type != "str") return new("", "shared.table.no_result");
        return values.Of(text ?? "", type, style);
    }

    /// <summary>The text of an element, read in pieces so that none grows beyond what a cell may hold by much.</summary>
    internal static string Text(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        var text = new StringBuilder();
        var piece = new char[1024];
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)) continue;
            while (xml.CanReadValueChunk && xml.ReadValueChunk(piece, 0, piece.Length) is > 0 and var length)
                if (text.Length <= LongestText) text.Append(piece, 0, length);
        }
        return text.ToString();
    }
}
