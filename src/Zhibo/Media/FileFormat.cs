namespace Zhibo.Media;

/// <summary>What may be sent. Known by the first bytes of the file; what its name and its sender say counts for nothing.</summary>
public enum FileFormat
{
    Unknown = 0,
    Jpeg,
    Png,
    WebP,
    Gif,
    Avif,
    Mp4,
    WebM,
    Mp3,
    Ogg,
    M4a,
}

public static class FileFormats
{
    /// <summary>As many bytes of a file as <see cref="Of"/> wants to see.</summary>
    public const int Needed = 64;

    private static readonly string[] Films = ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4VH", "M4VP", "qt  ", "dash", "mmp4", "3gp4", "3gp5", "3gp6"];

    public static MediaKind KindOf(FileFormat format) => format switch
    {
        FileFormat.Mp4 or FileFormat.WebM => MediaKind.Video,
        FileFormat.Mp3 or FileFormat.Ogg or FileFormat.M4a => MediaKind.Audio,
        _ => MediaKind.Picture,
    };

    public static FileFormat Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Jpeg)) return FileFormat.Jpeg;
        if (start.StartsWith(Png)) return FileFormat.Png;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8)) return FileFormat.Gif;
        if (start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8)) return FileFormat.WebP;
        if (start.StartsWith(Matroska)) return start.IndexOf("webm"u8) > 0 ? FileFormat.WebM : FileFormat.Unknown;
        if (start.StartsWith("OggS"u8)) return FileFormat.Ogg;
        if (start.StartsWith("ID3"u8) || IsMp3Frame(start)) return FileFormat.Mp3;
        return start.Length > 12 && start[4..].StartsWith("ftyp"u8) ? OfBrand(start.Slice(8, 4)) : FileFormat.Unknown;
    }

    private static FileFormat OfBrand(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8)) return FileFormat.Avif;
        if (brand.SequenceEqual("M4A "u8) || brand.SequenceEqual("M4B "u8)) return FileFormat.M4a;
        foreach (var known in Films)
            if (System.Text.Ascii.Equals(brand, known)) return FileFormat.Mp4;
        return FileFormat.Unknown;
    }

    /// <summary>Eleven bits of synchronisation, layer III, a bit rate and a sampling rate that exist.</summary>
    private static bool IsMp3Frame(ReadOnlySpan<byte> start) =>
        start.Length > 3 && start[0] == 0xFF && (start[1] & 0xE6) == 0xE2 && (start[1] & 0x18) != 0x08 && (start[2] & 0xF0) != 0xF0 && (start[2] & 0x0C) != 0x0C;

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Matroska => [0x1A, 0x45, 0xDF, 0xA3];
}
