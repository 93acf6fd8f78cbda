using System.Buffers.Binary;
using System.Text;

namespace Zhibo.Documents.Files;

/// <summary>
/// The names in a ZIP, from its central directory alone: nothing is unpacked. Stricter than readers are, because readers differ:
/// nothing before, between or behind, no name twice, no split or encrypted archive, no more than a document needs.
/// </summary>
internal sealed class ZipListing
{
    private const int EndLength = 22, EntryLength = 46, MostEntries = 3_000, MostDirectoryBytes = 1024 * 1024;

    /// <summary>Declared; more is a bomb.</summary>
    private const long MostUnpacked = 500L * 1024 * 1024;

    private static readonly string[] Macros = ["vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin"];

    private static readonly string[] Programs = [".exe", ".dll", ".scr", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".jar", ".lnk", ".htm", ".html"];

    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    private long unpacked, first = long.MaxValue;

    public static ZipListing Read(FileStream file)
    {
        var (at, size, count) = End(file);
        if (count > MostEntries || size > MostDirectoryBytes) throw PaperCheck.Bad("documents.file.too_many_parts");
        ReadOnlySpan<byte> directory = PaperCheck.Read(file, at, size);
        var listing = new ZipListing();
        for (var n = 0; n < count; n++) directory = listing.Take(directory, at);
        // The first entry begins the file, and the directory holds nothing but entries.
        if (directory.Length > 0 || listing.first != 0) throw PaperCheck.Bad("documents.file.twofold");
        return listing;
    }

    public PaperFormat Format()
    {
        if (names.Any(IsMacro)) throw PaperCheck.Bad("documents.file.macros");
        if (names.Any(name => Programs.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))) throw PaperCheck.Bad("documents.file.programs");
        var office = names.Contains("[Content_Types].xml") && names.Contains("_rels/.rels");
        // Word on the web numbers its main part.
        PaperFormat?[] known =
        [
            names.Contains("OFD.xml") ? PaperFormat.Ofd : null,
            office && names.Any(name => name.StartsWith("word/document", StringComparison.Ordinal) && name.EndsWith(".xml", StringComparison.Ordinal)) ? PaperFormat.Docx : null,
            office && names.Contains("xl/workbook.xml") ? PaperFormat.Xlsx : null,
        ];
        return known.OfType<PaperFormat>().ToList() is [var one] ? one : throw PaperCheck.Bad("documents.file.unknown");
    }

    private static bool IsMacro(string name) =>
        Macros.Contains(Path.GetFileName(name), StringComparer.OrdinalIgnoreCase)
        || name.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase) || name.Contains("activeX/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the directory begins, how long it is, how many entries it has. It must reach to the very end.</summary>
    private static (long At, int Size, int Count) End(FileStream file)
    {
        if (file.Length < EndLength) throw PaperCheck.Bad("documents.file.broken");
        var tail = PaperCheck.Read(file, Math.Max(0, file.Length - EndLength - ushort.MaxValue), EndLength + ushort.MaxValue).AsSpan();
        var begin = tail.LastIndexOf("PK\x05\x06"u8);
        if (begin < 0 || tail.Length - begin < EndLength) throw PaperCheck.Bad("documents.file.broken");
        var end = tail[begin..];
        var comment = BinaryPrimitives.ReadUInt16LittleEndian(end[20..]);
        var (disk, count, all) = (BinaryPrimitives.ReadUInt32LittleEndian(end[4..]), BinaryPrimitives.ReadUInt16LittleEndian(end[8..]), BinaryPrimitives.ReadUInt16LittleEndian(end[10..]));
        var (size, at) = (BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        if (end.Length != EndLength + comment || disk != 0 || count != all || (long)at + size != file.Length - end.Length) throw PaperCheck.Bad("documents.file.twofold");
        return size > MostDirectoryBytes ? throw PaperCheck.Bad("documents.file.too_many_parts") : (at, (int)size, count);
    }

    private ReadOnlySpan<byte> Take(ReadOnlySpan<byte> directory, long directoryAt)
    {
        if (directory.Length < EntryLength || !directory.StartsWith("PK\x01\x02"u8)) throw PaperCheck.Bad("documents.file.broken");
        var (flags, method) = (BinaryPrimitives.ReadUInt16LittleEndian(directory[8..]), BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]));
        var (nameLength, extra, comment) = (BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]), BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]), BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]));
        var at = BinaryPrimitives.ReadUInt32LittleEndian(directory[42..]);
        var whole = EntryLength + nameLength + extra + comment;
        if (directory.Length < whole || at >= directoryAt) throw PaperCheck.Bad("documents.file.broken");
        if ((flags & 1) != 0) throw PaperCheck.Bad("documents.file.locked");
        if (method is not (0 or 8)) throw PaperCheck.Bad("documents.file.broken");
        unpacked += BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]);
        if (unpacked > MostUnpacked) throw PaperCheck.Bad("documents.file.bomb");
        var name = Encoding.UTF8.GetString(directory.Slice(EntryLength, nameLength));
        if (name.Length == 0 || name.StartsWith('/') || name.AsSpan().IndexOfAny("\\\0:") >= 0 || name.Split('/').Contains("..") || !names.Add(name)) throw PaperCheck.Bad("documents.file.broken");
        first = Math.Min(first, at);
        return directory[whole..];
    }
}
