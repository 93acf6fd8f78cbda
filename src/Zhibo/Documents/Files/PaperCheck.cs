using System.Buffers.Binary;
using Zhibo.Shared;

namespace Zhibo.Documents.Files;

/// <summary>Says what a file is by its bytes, and refuses what is two things at once, carries macros or hides something.</summary>
internal static class PaperCheck
{
    /// <summary>How near to the end a PDF says that it ends.</summary>
    private const int PdfTail = 1024;

    private const int PdfHead = 1024;

    /// <summary>An end of a ZIP stands at most this far from the end of the file.</summary>
    private const int ZipTail = 66_000;

    public static PaperFormat Of(FileStream file)
    {
        var start = Read(file, 0, PdfHead);
        if (start.Length == 0) throw Bad("documents.file.empty");
        if (start.AsSpan().StartsWith("%PDF-"u8)) return Pdf(file, start);
        if (start.AsSpan().StartsWith("PK\x03\x04"u8)) return ZipListing.Read(file).Format();
        throw Bad("documents.file.unknown");
    }

    private static PaperFormat Pdf(FileStream file, byte[] start)
    {
        if (start.Length < 8 || start[5] is not ((byte)'1' or (byte)'2') || start[6] != (byte)'.') throw Bad("documents.file.unknown");
        var end = Read(file, Math.Max(0, file.Length - PdfTail), PdfTail);
        if (end.AsSpan().LastIndexOf("%%EOF"u8) < 0) throw Bad("documents.file.broken");
        // A page or a program before the first object, a ZIP behind the last: the same bytes must not be something else elsewhere.
        if (Holds(start, "<html"u8) || Holds(start, "<script"u8) || Holds(start, "<?php"u8)) throw Bad("documents.file.twofold");
        if (HasZipEnd(file)) throw Bad("documents.file.twofold");
        return PaperFormat.Pdf;
    }

    private static bool HasZipEnd(FileStream file)
    {
        var tail = Read(file, Math.Max(0, file.Length - ZipTail), ZipTail).AsSpan();
        for (var at = tail.LastIndexOf("PK\x05\x06"u8); at >= 0; at = tail[..at].LastIndexOf("PK\x05\x06"u8))
            if (tail.Length - at >= 22 && at + 22 + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) <= tail.Length) return true;
        return false;
    }

    /// <summary>Whatever the case of its letters.</summary>
    private static bool Holds(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word)
    {
        for (var at = 0; at + word.Length <= bytes.Length; at++)
            if (System.Text.Ascii.EqualsIgnoreCase(bytes.Slice(at, word.Length), word)) return true;
        return false;
    }

    internal static byte[] Read(FileStream file, long from, int most)
    {
        var bytes = new byte[(int)Math.Min(most, file.Length - from)];
        file.Position = from;
        file.ReadExactly(bytes);
        return bytes;
    }

    internal static Refusal Bad(string word) => new(RefusalKind.Invalid, word, "files");
}
