using System.IO.Compression;

namespace Zhibo.Tests.Shared.Text.Tables;

/// <summary>The parts of a workbook as XML, so that a test can write what no library would.</summary>
internal sealed record Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    public string Rows { get; init; } = "";

    public string Prologue { get; init; } = "";

    public string[] Merges { get; init; } = [];

    /// <summary>Content of si: plain text, or runs.</summary>
    public string[] Shared { get; init; } = [];

    public string[] Formats { get; init; } = ["0"];

    public Dictionary<int, string> Codes { get; init; } = [];

    /// <summary>Name, state and rows of each; instead of <see cref="Rows"/>.</summary>
    public (string Name, string State, string Rows)[] Sheets { get; init; } = [];

    public (string Name, string Text)[] Extra { get; init; } = [];

    public byte[] Save()
    {
        var sheets = Sheets.Length > 0 ? Sheets : [("Sheet1", "", Rows)];
        return Zipped(
        [
            ("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"bin\" ContentType=\"application/octet-stream\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Type("sheet.main")}\"/>{string.Concat(sheets.Select((_, n) => $"<Override PartName=\"/xl/worksheets/sheet{n + 1}.xml\" ContentType=\"{Type("worksheet")}\"/>"))}<Override PartName=\"/xl/styles.xml\" ContentType=\"{Type("styles")}\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Type("sharedStrings")}\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(sheets.Select((s, n) => $"<sheet name=\"{s.Name}\" sheetId=\"{n + 1}\" {(s.State == "" ? "" : $"state=\"{s.State}\"")} r:id=\"s{n + 1}\"/>"))}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(sheets.Select((_, n) => $"<Relationship Id=\"s{n + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n + 1}.xml\"/>"))}<Relationship Id=\"st\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"ss\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"),
            ("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts>{string.Concat(Codes.Select(c => $"<numFmt numFmtId=\"{c.Key}\" formatCode=\"{System.Net.WebUtility.HtmlEncode(c.Value)}\"/>"))}</numFmts><cellXfs>{string.Concat(Formats.Select(f => $"<xf numFmtId=\"{f}\"/>"))}</cellXfs></styleSheet>"),
            ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(Shared.Select(s => s.StartsWith('<') ? $"<si>{s}</si>" : $"<si><t>{s}</t></si>"))}</sst>"),
            .. sheets.Select((s, n) => ($"xl/worksheets/sheet{n + 1}.xml", $"{Prologue}<worksheet xmlns=\"{Main}\"><sheetData>{s.Rows}</sheetData>{(Merges.Length == 0 ? "" : $"<mergeCells>{string.Concat(Merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>")}</worksheet>")),
            .. Extra,
        ]);
    }

    private static string Type(string part) => $"application/vnd.openxmlformats-officedocument.spreadsheetml.{part}+xml";

    public static byte[] Zipped(params (string Name, string Text)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, text) in entries)
                using (var writer = new StreamWriter(zip.CreateEntry(name).Open())) writer.Write(text);
        return stream.ToArray();
    }
}
