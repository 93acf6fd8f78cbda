using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhibo.Documents.Files;

namespace Zhibo.Documents;

public enum DocumentState
{
    /// <summary>Seen at the desk only.</summary>
    Draft = 0,
    Published = 1,

    /// <summary>No longer in force; its text stays readable, with the reason.</summary>
    Withdrawn = 2,

    /// <summary>The post that carried it was deleted: the address says so, and nothing of the text is left.</summary>
    Deleted = 3,
}

/// <summary>公文: a long text that an office issues, as a sheet of paper with an address of its own. Published, it hangs on a
/// post: there it is passed on, answered and found.</summary>
public sealed class Document
{
    public long Id { get; set; }

    /// <summary>The office's.</summary>
    public long AccountId { get; set; }

    /// <summary>Who began it.</summary>
    public long UserId { get; set; }

    public DocumentState State { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Who issues it, jointly where there are several; one a line.</summary>
    public string Issuers { get; set; } = "";

    /// <summary>发文字号 in its usual form; empty where it has none.</summary>
    public string Number { get; set; } = "";

    /// <summary>The day that stands under it; a draft may not know it yet.</summary>
    public DateOnly? IssuedOn { get; set; }

    /// <summary>Markdown, as written.</summary>
    public string Body { get; set; } = "";

    /// <summary>What it is found by: the plain words of everything above.</summary>
    public string Searched { get; set; } = "";

    /// <summary>The post on which it hangs.</summary>
    public long? PostId { get; set; }

    /// <summary>Grows with each correction of what is published.</summary>
    public int Version { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>Withdrawn, or deleted with its post.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public string WithdrawnReason { get; set; } = "";

    public bool IsOpen => State is DocumentState.Published or DocumentState.Withdrawn;

    public IReadOnlyList<string> IssuerList => Issuers.Length == 0 ? [] : Issuers.Split('\n');

    public string Url => UrlOf(Id);

    public static string UrlOf(long id) => string.Create(CultureInfo.InvariantCulture, $"/documents/{id}");

    /// <summary>As the audit log names it.</summary>
    internal static string Subject(long id) => string.Create(CultureInfo.InvariantCulture, $"document {id}");
}

/// <summary>An earlier state of a published document, public like the document itself.</summary>
public sealed class DocumentEdit
{
    public long DocumentId { get; set; }

    public int Version { get; set; }

    public string Title { get; set; } = "";

    public string Issuers { get; set; } = "";

    public string Number { get; set; } = "";

    public DateOnly? IssuedOn { get; set; }

    public string Body { get; set; } = "";

    /// <summary>Names of what was attached, one a line. The files of an earlier state are not kept: what was attached by
    /// mistake must be gone when it is taken out.</summary>
    public string Files { get; set; } = "";

    /// <summary>When this state was written.</summary>
    public DateTimeOffset WrittenAt { get; set; }

    /// <summary>Why it was replaced by the next one.</summary>
    public string Reason { get; set; } = "";
}

internal sealed class DocumentTables : IEntityTypeConfiguration<Document>, IEntityTypeConfiguration<DocumentEdit>, IEntityTypeConfiguration<DocumentFile>
{
    public void Configure(EntityTypeBuilder<Document> table)
    {
        table.Property(d => d.Id).ValueGeneratedNever();
        table.Ignore(d => d.IsOpen).Ignore(d => d.IssuerList).Ignore(d => d.Url);
        table.HasIndex(d => new { d.AccountId, d.State, d.Id });
        // The list of an office, and the sitemap.
        table.HasIndex(d => d.PostId).IsUnique().HasFilter("post_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<DocumentEdit> table) => table.HasKey(e => new { e.DocumentId, e.Version });

    public void Configure(EntityTypeBuilder<DocumentFile> table)
    {
        table.Property(f => f.Id).ValueGeneratedNever();
        table.HasIndex(f => new { f.DocumentId, f.Position }).HasFilter("document_id IS NOT NULL");
        table.HasIndex(f => f.FreeUntil).HasFilter("free_until IS NOT NULL");
        table.HasIndex(f => f.Hash);
        table.Ignore(f => f.Url);
    }
}
