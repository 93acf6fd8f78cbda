namespace Zhibo.Media;

/// <summary>Where a file is to be had. Nothing of an address is secret but its hash, and nothing behind it ever changes.</summary>
public static class MediaPath
{
    public const string Root = "/media";

    internal const int HashLength = 40;

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".webp"] = "image/webp",
        [".jpg"] = "image/jpeg",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".m4a"] = "audio/mp4",
        [".pdf"] = "application/pdf",
        [".ofd"] = "application/ofd",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    /// <summary>Every name that a file can have.</summary>
    private static readonly HashSet<string> Names = [.. from size in new[] { Sizes.Small, Sizes.Middle, Sizes.Full, Sizes.Moving } from ending in new[] { ".webp", ".jpg" } select size.Name + ending,
        .. from format in new[] { FileFormat.Mp4, FileFormat.WebM, FileFormat.Mp3, FileFormat.Ogg, FileFormat.M4a } select NameOf(format)];

    /// <summary>The picture, or the still of a film, in this size; in its own where it is smaller.</summary>
    public static string Of(MediaFile file, PictureSize size, string ending = ".webp")
    {
        var name = size == Sizes.Moving || Sizes.Exceeds(file.Width, file.Height, size) ? size : Sizes.Full;
        return $"{Root}/{file.Hash}/{name.Name}{ending}";
    }

    /// <summary>The film or the recording itself.</summary>
    public static string Of(MediaFile file) => $"{Root}/{file.Hash}/{NameOf(file.Format)}";

    internal static string NameOf(FileFormat format) => format switch
    {
        FileFormat.Mp4 => "video.mp4",
        FileFormat.WebM => "video.webm",
        FileFormat.Mp3 => "audio.mp3",
        FileFormat.Ogg => "audio.ogg",
        FileFormat.M4a => "audio.m4a",
        _ => Sizes.Full.Name + ".jpg",
    };

    public static string TypeOf(string name) => Types[Path.GetExtension(name)];

    internal static bool IsName(string name) => Names.Contains(name);

    internal static bool IsHash(ReadOnlySpan<char> hash) => hash.Length == HashLength && !hash.ContainsAnyExcept("0123456789abcdef");
}
