using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Documents.Reading;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Documents.Pages;

/// <summary>Documents as everybody reads them.</summary>
internal static class DocumentRoutes
{
    public static void MapDocumentPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/documents/{id:long}", Show).WithMetadata(new SameForStrangers());
        pages.MapGet("/documents/{id:long}/history", History).WithMetadata(new SameForStrangers());
        pages.MapGet("/@{handle}/documents", Of).WithMetadata(SameForStrangers.Mark);
    }

    private static async Task<IResult> Show(HttpContext http, long id, ReadDocuments read, PageFrame frame, HeadParts<DocumentPicture> parts, CancellationToken ct)
    {
        var picture = await read.Public(id, ct);
        var (document, site, words) = (picture.Document, frame.SiteUrl(http), http.Words());
        var gone = document.State == DocumentState.Deleted;
        var head = await frame.Head(http, gone ? words["documents.deleted"] : document.Title);
        head = head with
        {
            Description = gone ? null : string.Join(" · ", document.IssuerList.Append(document.Number).Where(part => part.Length > 0)),
            Canonical = site + document.Url,
            Robots = gone || picture.Office.HiddenFromSearch ? "noindex" : null,
            ExtraHtml = gone ? null : await parts.Html(picture, http.Language(), site, ct),
        };
        return Page.Of<DocumentPage>(head, new Dictionary<string, object?> { [nameof(DocumentPage.View)] = DocumentView.Of(picture, site, words) },
            gone ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }

    private static async Task<IResult> History(HttpContext http, long id, ReadDocuments read, PageFrame frame, Db db, CancellationToken ct)
    {
        var picture = await read.Public(id, ct);
        if (!picture.Document.IsOpen) throw new Refusal(RefusalKind.NotFound, "documents.not_found");
        var head = await frame.Head(http, http.Words()["documents.history"]);
        return Page.Of<DocumentHistoryPage>(head with { Robots = "noindex" }, new Dictionary<string, object?> { [nameof(DocumentHistoryPage.View)] = await DocumentHistory.Of(db, picture, ct) });
    }

    private static async Task<IResult> Of(HttpContext http, string handle, long? before, FindAccount find, ReadDocuments read, PageFrame frame, CancellationToken ct)
    {
        var office = await find.Run(handle, ct) ?? throw new Refusal(RefusalKind.NotFound, "documents.no_office");
        if (office.Handle != handle) return Results.LocalRedirect($"/@{office.Handle}/documents");
        if (office.Kind is not (AccountKind.Agency or AccountKind.Hall)) throw new Refusal(RefusalKind.NotFound, "documents.not_found");
        var cards = await read.Of(office.Id, before, ct);
        var head = await frame.Head(http, http.Words()["documents.of", office.Nickname]);
        return Page.Of<OfficeDocumentsPage>(head with { Robots = office.HiddenFromSearch ? "noindex" : null }, new Dictionary<string, object?>
        {
            [nameof(OfficeDocumentsPage.Office)] = office,
            [nameof(OfficeDocumentsPage.Cards)] = cards,
            [nameof(OfficeDocumentsPage.Older)] = Older($"/@{office.Handle}/documents?", cards),
        });
    }

    internal static string? Older(string path, List<DocumentCard> cards) =>
        cards.Count < ReadDocuments.PerPage ? null : $"{path}before={cards[^1].Id.ToString(CultureInfo.InvariantCulture)}";
}
