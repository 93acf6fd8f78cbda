using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace Zhibo.Shared.Text.Tables;

/// <summary>Opens a workbook after a look at what it is: what cannot be read is refused in words a clerk understands, and
/// what would unpack without end is never unpacked.</summary>
internal static class XlsxFile
{
    public const int LongestSheetMegabytes = 320;
    public const int LongestPartMegabytes = 32;

    private const int MostEntries = 2000;
    private const int Megabyte = 1024 * 1024;

    // A million empty rows pack about fifty to one; what is made to burst, a thousand.
    private const int MostPacked = 400;

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>By its name, or by how it begins: people rename files.</summary>
    public static bool Is(ReadOnlySpan<byte> start, string name) =>
        start.StartsWith(Zip) || start.StartsWith(Compound)
        || Path.GetExtension(name).ToLowerInvariant() is ".xlsx" or ".xlsm" or ".xltx" or ".xltm" or ".xls" or ".et" or ".ods";

    public static SpreadsheetDocument Open(Stream stream)
    {
        stream.Position = 0;
        var start = new byte[8];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start.AsSpan(0, read).StartsWith(Compound)) throw TableUnreadable.Because(IsLocked(stream) ? "shared.table.locked" : "shared.table.old_xls");
        if (!start.AsSpan(0, read).StartsWith(Zip)) throw TableUnreadable.Because("shared.table.no_sheet");
        stream.Position = 0;
        Weigh(stream);
        stream.Position = 0;
        var document = SpreadsheetDocument.Open(stream, isEditable: false, new OpenSettings { MaxCharactersInPart = LongestPartMegabytes * Megabyte });
        var kind = document.DocumentType;
        if (kind == SpreadsheetDocumentType.Workbook && document.WorkbookPart?.Workbook?.Sheets is not null) return document;
        document.Dispose();
        throw TableUnreadable.Because(kind is SpreadsheetDocumentType.MacroEnabledWorkbook or SpreadsheetDocumentType.MacroEnabledTemplate ? "shared.table.macros" : "shared.table.no_sheet");
    }

    public static XmlReader Reader(OpenXmlPart part, int megabytes) => XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), new XmlReaderSettings
    {
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = (long)megabytes * Megabyte,
    });

    /// <summary>What its table of contents says; unpacking stops at the sizes given there.</summary>
    private static void Weigh(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostEntries) throw TableUnreadable.Because("shared.table.too_large", LongestSheetMegabytes);
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            if (entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) throw TableUnreadable.Because("shared.table.macros");
            total += entry.Length;
            var packed = entry.Length > Megabyte && entry.Length / long.Max(1, entry.CompressedLength) > MostPacked;
            if (packed || total > LongestSheetMegabytes * (long)Megabyte) throw TableUnreadable.Because("shared.table.too_large", LongestSheetMegabytes);
        }
    }

    /// <summary>A workbook with a password is an encrypted package in the container that .xls files are.</summary>
    private static bool IsLocked(Stream stream)
    {
        var name = Encoding.Unicode.GetBytes("EncryptedPackage");
        stream.Position = 0;
        // Its list of streams stands near the front or at the end; files that people bring are small.
        var bytes = new byte[long.Min(stream.Length, 16L * Megabyte)];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(name) >= 0;
    }
}
