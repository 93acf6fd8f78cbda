namespace Zhibo.Documents.Files;

/// <summary>What may be attached. Known by what is in the file; its name and what its sender says count for nothing.</summary>
public enum PaperFormat
{
    Pdf = 1,

    /// <summary>GB/T 33190: the layout format of offices.</summary>
    Ofd = 2,
    Docx = 3,
    Xlsx = 4,
}

public static class PaperFormats
{
    /// <summary>For the file chooser.</summary>
    public const string Accept = ".pdf,.ofd,.docx,.xlsx";

    public static string Ending(this PaperFormat format) => format switch
    {
        PaperFormat.Pdf => ".pdf",
        PaperFormat.Ofd => ".ofd",
        PaperFormat.Docx => ".docx",
        _ => ".xlsx",
    };

    public static string Label(this PaperFormat format) => format.ToString().ToUpperInvariant();

    public static string MediaType(this PaperFormat format) => format switch
    {
        PaperFormat.Pdf => "application/pdf",
        PaperFormat.Ofd => "application/ofd",
        PaperFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    /// <summary>In the store.</summary>
    internal static string StoredAs(this PaperFormat format) => "paper" + format.Ending();
}
