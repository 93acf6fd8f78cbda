using Zhibo.Documents.Files;
using Zhibo.Documents.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Documents.Pages;

/// <summary>A document as its sheet shows it.</summary>
public sealed record DocumentView(DocumentPicture Picture, string Html)
{
    /// <summary>Absolute, for print and QR code.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where its files are to be had; at the desk a draft's are behind the seat.</summary>
    public required Func<DocumentFile, string> FileUrl { get; init; }

    public Document Document => Picture.Document;

    public static DocumentView Of(DocumentPicture picture, string site, Words words) => new(picture, MarkdownPage.Html(picture.Document.Body, words["documents.table"]))
    {
        Address = site + picture.Document.Url,
        FileUrl = file => file.Url,
    };
}

/// <summary>Sizes as people say them.</summary>
internal static class FileSize
{
    private const double Kilo = 1024;

    public static string Of(long bytes) => bytes < Kilo * Kilo
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(bytes / Kilo)):F0} KB")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / Kilo / Kilo:F1} MB");
}
