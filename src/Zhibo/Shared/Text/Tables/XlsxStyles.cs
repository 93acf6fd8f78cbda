using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Zhibo.Shared.Text.Tables;

/// <summary>Which numbers of a workbook are dates, and which are shown with leading zeros: the file itself only has numbers.</summary>
internal sealed partial class XlsxStyles
{
    private const int MostStyles = 70_000;
    private const int MostZeros = 30;

    // By the number in a cell's attribute s.
    private readonly List<int> formats = [];
    private readonly Dictionary<int, string> codes = [];

    public static XlsxStyles Read(WorkbookStylesPart? part)
    {
        var styles = new XlsxStyles();
        if (part is null) return styles;
        using var xml = XlsxFile.Reader(part, XlsxFile.LongestPartMegabytes);
        var inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt") styles.codes[Number(xml, "numFmtId")] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.NodeType == XmlNodeType.Element && inCells && xml.LocalName == "xf" && styles.formats.Count < MostStyles) styles.formats.Add(Number(xml, "numFmtId"));
        }
        return styles;
    }

    public bool IsDate(int style) => FormatOf(style) switch
    {
        // Built in; 27 to 36 and 50 to 58 are dates in the Chinese edition.
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => true,
        var format => codes.TryGetValue(format, out var code) && DateSigns().IsMatch(Literals().Replace(code, "")),
    };

    /// <summary>Of a format such as 000000: how many figures are shown at least.</summary>
    public int Zeros(int style) =>
        codes.TryGetValue(FormatOf(style), out var code) && code.Length is > 1 and <= MostZeros && code.All(sign => sign == '0') ? code.Length : 0;

    private int FormatOf(int style) => style >= 0 && style < formats.Count ? formats[style] : 0;

    private static int Number(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // Quoted words, escaped signs, colours and currencies; [h] and [mm] are spans of time.
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Literals();

    [GeneratedRegex("[ymdhs]", RegexOptions.IgnoreCase)]
    private static partial Regex DateSigns();
}
