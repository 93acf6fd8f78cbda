using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Documents.Files;
using Zhibo.Documents.Reading;
using Zhibo.Documents.Writing;
using Zhibo.Media.Storing;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Documents.Pages;

/// <summary>Documents at the desk: lists, the form, the preview, corrections and the end of one. Publishing stands where posts are known.</summary>
internal static class DeskDocumentRoutes
{
    public static void MapDeskDocuments(this IEndpointRouteBuilder pages)
    {
        var desk = pages.MapGroup("/desk/{handle}/documents");
        var large = new RequestSizeLimitAttribute((AttachedPapers.Most * pages.ServiceProvider.GetRequiredService<KeepPaper>().MostBytes) + HttpSetup.BodyLimit);
        desk.MapGet("", List);
        desk.MapGet("/new", New);
        desk.MapPost("", (HttpContext http, string handle, DeskDocuments documents, CancellationToken ct) => documents.Save(http, handle, null, ct)).WithMetadata(large);
        desk.MapGet("/{id:long}", Show);
        desk.MapPost("/{id:long}", (HttpContext http, string handle, long id, DeskDocuments documents, CancellationToken ct) => documents.Save(http, handle, id, ct)).WithMetadata(large);
        desk.MapGet("/{id:long}/edit", Edit);
        desk.MapPost("/{id:long}/drop", Drop);
        desk.MapGet("/{id:long}/withdraw", Withdrawing);
        desk.MapPost("/{id:long}/withdraw", Withdraw);
        desk.MapGet("/{id:long}/files/{file:long}", File);
    }

    private static async Task<IResult> List(HttpContext http, string handle, string? show, long? before, StaffFrame staff, ReadDocuments read, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        var drafts = show != "published";
        var cards = drafts ? await read.Drafts(seat.AccountId, before, ct) : await read.Of(seat.AccountId, before, ct);
        var path = DocumentForms.Base(seat);
        return Web.Page.Of<DeskDocumentsPage>(await staff.Desk(http, seat, http.Words()["documents.desk"], "documents", ct), new Dictionary<string, object?>
        {
            [nameof(DeskDocumentsPage.Path)] = path,
            [nameof(DeskDocumentsPage.Drafts)] = drafts,
            [nameof(DeskDocumentsPage.Cards)] = cards,
            [nameof(DeskDocumentsPage.Older)] = DocumentRoutes.Older(path + (drafts ? "?" : "?show=published&"), cards),
        });
    }

    private static async Task<IResult> New(HttpContext http, string handle, StaffFrame staff, DocumentForms forms, Db db, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        // As the register calls it; accounts that stand in no register are called by their nickname.
        var name = await db.Agencies.Where(a => a.Id == seat.AccountId).Select(a => a.Name).FirstOrDefaultAsync(ct) ?? seat.Nickname;
        return await forms.Show(http, seat, new(DocumentForms.Base(seat), new() { Issuers = name }), null, ct);
    }

    private static async Task<IResult> Edit(HttpContext http, string handle, long id, StaffFrame staff, DocumentForms forms, ReadDocuments read, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        var picture = await read.Own(seat.AccountId, id, ct);
        if (picture.Document.State == DocumentState.Withdrawn) throw new Refusal(RefusalKind.Conflict, "documents.withdrawn_already");
        return await forms.Show(http, seat, new(DocumentForms.Base(seat), DocumentText.Typed.Of(picture.Document))
        {
            DocumentId = id,
            Published = picture.Document.State == DocumentState.Published,
            Files = picture.Files,
        }, null, ct);
    }

    private static async Task<IResult> Show(HttpContext http, string handle, long id, StaffFrame staff, ReadDocuments read, PageFrame frame, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        var picture = await read.Own(seat.AccountId, id, ct);
        var path = DocumentForms.Base(seat);
        var view = DocumentView.Of(picture, frame.SiteUrl(http), http.Words()) with
        {
            FileUrl = file => string.Create(CultureInfo.InvariantCulture, $"{path}/{id}/files/{file.Id}"),
        };
        return Web.Page.Of<DeskDocumentPage>(await staff.Desk(http, seat, picture.Document.Title, "documents", ct),
            new Dictionary<string, object?> { [nameof(DeskDocumentPage.View)] = view, [nameof(DeskDocumentPage.Base)] = path });
    }

    private static async Task<IResult> Drop(HttpContext http, string handle, long id, StaffFrame staff, DropDraft drop, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        await drop.Run(new(seat.AccountId, http.RequireCaller().UserId, id), ct);
        return Results.LocalRedirect(DocumentForms.Base(seat) + "?done=documents.dropped");
    }

    private static async Task<IResult> Withdrawing(HttpContext http, string handle, long id, StaffFrame staff, ReadDocuments read, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        return await Ask(http, seat, staff, await read.Own(seat.AccountId, id, ct), "", null, ct);
    }

    private static async Task<IResult> Withdraw(HttpContext http, string handle, long id, StaffFrame staff, ReadDocuments read, WithdrawDocument withdraw, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        var picture = await read.Own(seat.AccountId, id, ct);
        var reason = (await FormPages.Read(http, ct))["reason"].ToString();
        return await FormPages.Try(async () =>
        {
            await withdraw.Run(new(seat.AccountId, http.RequireCaller().UserId, id, reason), ct);
            return Results.LocalRedirect(picture.Document.Url + "?done=documents.withdrawn");
        }, refusal => Ask(http, seat, staff, picture, reason, refusal, ct));
    }

    private static async Task<IResult> Ask(HttpContext http, ActingSeat seat, StaffFrame staff, DocumentPicture picture, string reason, Refusal? refusal, CancellationToken ct)
    {
        var head = await staff.Desk(http, seat, http.Words()["documents.withdraw"], "documents", ct);
        var path = string.Create(CultureInfo.InvariantCulture, $"{DocumentForms.Base(seat)}/{picture.Document.Id}");
        return FormPages.Show<WithdrawPage, WithdrawView>(http, head, new(path, picture.Document.Title, reason), refusal);
    }

    /// <summary>A file of a draft is for those who write it.</summary>
    private static async Task<IResult> File(HttpContext http, string handle, long id, long file, StaffFrame staff, ReadDocuments read, MediaStore store, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        var found = (await read.Own(seat.AccountId, id, ct)).Files.FirstOrDefault(f => f.Id == file) ?? throw new Refusal(RefusalKind.NotFound, "documents.file.not_found");
        http.Response.Headers.CacheControl = "no-store";
        return await ServePapers.Send(http, found, store);
    }
}
