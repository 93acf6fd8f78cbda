using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Zhibo.Shared.Text.Tables;

/// <summary>From what a cell stores to what it means: shared texts by number, numbers as they were typed, dates as ISO 8601.</summary>
internal sealed class XlsxValues
{
    private const int MostShared = 2_000_000;

    // A spreadsheet keeps fifteen figures of a number and makes the rest zeros.
    private const double FirstInexact = 1e15;

    private readonly List<string> shared = [];
    private readonly XlsxStyles styles;
    private readonly double epoch;

    public XlsxValues(WorkbookPart workbook)
    {
        styles = XlsxStyles.Read(workbook.WorkbookStylesPart);
        // Old files of the Macintosh count days from 1904.
        epoch = workbook.Workbook?.WorkbookProperties?.Date1904?.Value == true ? 1462 : 0;
        if (workbook.SharedStringTablePart is { } part) ReadShared(part);
    }

    public XlsxCell Of(string value, string? type, string? style) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < shared.Count ? new(shared[number]) : new("", "shared.table.cell_broken"),
        "str" or "inlineStr" => new(Unescaped(value)),
        "b" => new(value is "1" or "true" ? "true" : "false"),
        "e" => new("", "shared.table.cell_error", value),
        "d" => new(value),
        _ when value.Length == 0 => new(""),
        _ => Number(value, int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0),
    };

    private XlsxCell Number(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return new("", "shared.table.cell_broken");
        if (styles.IsDate(style) && number is >= 0 and < 2_958_466) return new(Date(number + (number < 1 ? 0 : epoch)));
        if (Math.Abs(number) >= FirstInexact) return new("", "shared.table.long_number");
        // A decimal made of a double has the fifteen figures that the spreadsheet shows, and no exponent.
        var text = ((decimal)number).ToString(CultureInfo.InvariantCulture);
        return new(styles.Zeros(style) is > 0 and var zeros && text.All(char.IsAsciiDigit) ? text.PadLeft(zeros, '0') : text);
    }

    private static string Date(double days)
    {
        // Days before March 1900 are off by one in every spreadsheet that copies the first one.
        var at = DateTime.UnixEpoch.AddDays(-25_569 + (days is >= 1 and < 60 ? 1 : 0)).AddSeconds(Math.Round(days * 86_400));
        if (days < 1) return at.ToString(at.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
        return at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    private void ReadShared(SharedStringTablePart part)
    {
        using var xml = XlsxFile.Reader(part, XlsxFile.LongestPartMegabytes);
        var (text, phonetic) = (new StringBuilder(), false);
        while (xml.Read())
        {
            // Readings beside the characters belong to the eye, not to the text.
            if (xml.LocalName == "rPh") phonetic = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            else if (xml.LocalName == "t" && xml.NodeType == XmlNodeType.Element && !phonetic) text.Append(XlsxSheet.Text(xml));
            else if (xml.LocalName == "si" && (xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement))
            {
                if (shared.Count == MostShared) throw TableUnreadable.Because("shared.table.too_large", XlsxFile.LongestSheetMegabytes);
                shared.Add(Unescaped(text.ToString()));
                text.Clear();
            }
        }
    }

    /// <summary>Signs that XML cannot hold are written _x000D_.</summary>
    private static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;
}
