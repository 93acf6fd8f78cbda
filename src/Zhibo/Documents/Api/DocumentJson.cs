using System.Globalization;
using Zhibo.Documents.Files;
using Zhibo.Documents.Reading;

namespace Zhibo.Documents.Api;

/// <summary>A document.</summary>
public sealed record DocumentJson
{
    public required string Id { get; init; }

    /// <summary>Handle of the office.</summary>
    public required string Account { get; init; }

    /// <summary>draft, published, withdrawn or deleted.</summary>
    public required string State { get; init; }

    public required string Title { get; init; }

    /// <summary>Who issues it, jointly where there are several.</summary>
    public required IReadOnlyList<string> Issuers { get; init; }

    /// <summary>The number that the office gave it, in its usual form; empty where it has none.</summary>
    public required string Number { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>Markdown as written. Lists leave it out.</summary>
    public string? Body { get; init; }

    /// <summary>The body as clean HTML. Lists leave it out.</summary>
    public string? Html { get; init; }

    /// <summary>Address of the sheet.</summary>
    public required string Url { get; init; }

    /// <summary>The post on which it hangs.</summary>
    public string? PostId { get; init; }

    public IReadOnlyList<DocumentFileJson> Files { get; init; } = [];

    /// <summary>How often it was corrected.</summary>
    public int Version { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why it is no longer in force.</summary>
    public string? WithdrawnReason { get; init; }

    public static DocumentJson Of(DocumentPicture picture, string site)
    {
        var document = picture.Document;
        return new()
        {
            Id = Text(document.Id),
            Account = picture.Office.Handle,
            State = document.State.ToString().ToLowerInvariant(),
            Title = document.Title,
            Issuers = document.IssuerList,
            Number = document.Number,
            IssuedOn = document.IssuedOn,
            Body = document.Body,
            Html = MarkdownPage.Html(document.Body, document.Title),
            Url = site + document.Url,
            PostId = document.PostId is { } post && document.IsOpen ? Text(post) : null,
            Files = [.. picture.Files.Select(f => DocumentFileJson.Of(f, site, document.IsOpen))],
            Version = document.Version,
            PublishedAt = document.PublishedAt,
            EditedAt = document.EditedAt,
            WithdrawnAt = document.WithdrawnAt,
            WithdrawnReason = document.WithdrawnReason.Length > 0 ? document.WithdrawnReason : null,
        };
    }

    internal static DocumentJson Of(DocumentCard card, string handle, string site) => new()
    {
        Id = Text(card.Id),
        Account = handle,
        State = card.State.ToString().ToLowerInvariant(),
        Title = card.Title,
        Issuers = card.Issuers,
        Number = card.Number,
        IssuedOn = card.IssuedOn,
        Url = site + card.Url,
    };

    internal static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A file that goes with a document.</summary>
public sealed record DocumentFileJson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>pdf, ofd, docx or xlsx.</summary>
    public required string Format { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Where everybody gets it; of a draft nowhere yet.</summary>
    public string? Url { get; init; }

    internal static DocumentFileJson Of(DocumentFile file, string site, bool open) => new()
    {
        Id = DocumentJson.Text(file.Id),
        Name = file.Name,
        Format = file.Format.ToString().ToLowerInvariant(),
        Bytes = file.Bytes,
        Url = open ? site + file.Url : null,
    };
}

/// <summary>A document to be begun or changed; what is left out stays, or is empty.</summary>
internal sealed record WriteDocumentJson
{
    public string? Title { get; init; }

    /// <summary>Empty: the office itself.</summary>
    public IReadOnlyList<string?>? Issuers { get; init; }

    /// <summary>With brackets of any form around the year.</summary>
    public string? Number { get; init; }

    /// <summary>A day: 2018-05-03.</summary>
    public string? IssuedOn { get; init; }

    /// <summary>Markdown.</summary>
    public string? Body { get; init; }

    /// <summary>Ids of files that were sent, in their order.</summary>
    public IReadOnlyList<string?>? Files { get; init; }

    /// <summary>Why; needed for what is published.</summary>
    public string? Reason { get; init; }

    /// <summary>What it says now, with what this changes.</summary>
    public DocumentText.Typed Over(DocumentText.Typed now) => new()
    {
        Title = Title ?? now.Title,
        Issuers = Issuers is { Count: > 0 } ? string.Join('\n', Issuers) : now.Issuers,
        Number = Number ?? now.Number,
        IssuedOn = IssuedOn ?? now.IssuedOn,
        Body = Body ?? now.Body,
    };

    /// <summary>Null where nothing was said of files.</summary>
    public IReadOnlyList<long>? FileIds() => Files is null ? null
        : [.. Files.Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new Shared.Refusal(Shared.RefusalKind.Invalid, "documents.file.gone", "files"))];
}

/// <summary>Why a document is no longer in force.</summary>
internal sealed record WithdrawDocumentJson(string? Reason);

/// <summary>Documents of an office.</summary>
internal sealed record DocumentListJson(IReadOnlyList<DocumentJson> Documents, string? Next);
