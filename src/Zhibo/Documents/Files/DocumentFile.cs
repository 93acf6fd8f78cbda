using System.Globalization;

namespace Zhibo.Documents.Files;

/// <summary>A file that goes with a document. Its content stands in the media store under <see cref="Hash"/> and never
/// changes; two rows may share it.</summary>
public sealed class DocumentFile
{
    /// <summary>Before what is handed out without looking at a cookie.</summary>
    internal const string Root = "/media/papers";

    public long Id { get; set; }

    /// <summary>The office's.</summary>
    public long AccountId { get; set; }

    /// <summary>Who sent it.</summary>
    public long UserId { get; set; }

    public long? DocumentId { get; set; }

    public int Position { get; set; }

    public PaperFormat Format { get; set; }

    public required string Hash { get; set; }

    public long Bytes { get; set; }

    /// <summary>With its ending.</summary>
    public required string Name { get; set; }

    /// <summary>Belongs to no document and goes then.</summary>
    public DateTimeOffset? FreeUntil { get; set; }

    /// <summary>Where everybody gets it, once the document is published.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"{Root}/{Id}/{Uri.EscapeDataString(Name)}");
}
