using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Documents.Files;
using Zhibo.Documents.Reading;
using Zhibo.Documents.Writing;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Documents.Api;

/// <summary>Documents for other programs: docs/documents-api.md. Reading what is published is open to everybody.</summary>
internal static class DocumentApi
{
    private const string Write = "write:statuses";

    public static void MapDocumentApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json).WithTags("documents");
        api.MapGet("/documents/{id:long}", One).WithSummary("A published document; a draft for the office that writes it.");
        api.MapGet("/accounts/{handle}/documents", List).WithSummary("Published documents of an office, newest first.");
        api.MapPost("/documents", Begin).Needs(Write).WithSummary("Begins a document as a draft of the office that Zhibo-Act-As names.");
        api.MapPatch("/documents/{id:long}", Change).Needs(Write).WithSummary("Changes a draft, or corrects a published document, with a reason.");
        api.MapDelete("/documents/{id:long}", Drop).Needs(Write).WithSummary("Throws a draft away.");
        api.MapPost("/documents/{id:long}/withdraw", Withdraw).Needs(Write).WithSummary("Says that a document is no longer in force, and why.");
        api.MapPost("/documents/files", Send).Needs(Write).WithSummary("Sends a file as the part file of a multipart form; a document must name it within a day.")
            .WithMetadata(new RequestSizeLimitAttribute(routes.ServiceProvider.GetRequiredService<KeepPaper>().MostBytes + HttpSetup.BodyLimit));
    }

    private static async Task<Ok<DocumentJson>> One(HttpContext http, long id, ReadDocuments read, PageFrame frame, Db db, CancellationToken ct)
    {
        var own = http.Caller() is { } caller && caller.May("read") && await db.Documents.AnyAsync(d => d.Id == id && d.State == DocumentState.Draft && d.AccountId == caller.AccountId, ct);
        return TypedResults.Ok(DocumentJson.Of(own ? await read.Own(http.Caller()!.AccountId, id, ct) : await read.Public(id, ct), frame.SiteUrl(http)));
    }

    private static async Task<Ok<DocumentListJson>> List(HttpContext http, string handle, string? before, FindAccount find, ReadDocuments read, PageFrame frame, CancellationToken ct)
    {
        var office = await find.Run(handle, ct) ?? throw new Refusal(RefusalKind.NotFound, "documents.no_office");
        long? from = string.IsNullOrEmpty(before) ? null : long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new Refusal(RefusalKind.Invalid, "documents.bad_before", "before");
        var cards = await read.Of(office.Id, from, ct);
        var site = frame.SiteUrl(http);
        return TypedResults.Ok(new DocumentListJson([.. cards.Select(c => DocumentJson.Of(c, office.Handle, site))], cards.Count < ReadDocuments.PerPage ? null : DocumentJson.Text(cards[^1].Id)));
    }

    private static async Task<Created<DocumentJson>> Begin(HttpContext http, WriteDocumentJson asked, SaveDraft save, ReadDocuments read, PageFrame frame, Db db, CancellationToken ct)
    {
        var caller = http.RequireScope(Write);
        var name = await db.Agencies.Where(a => a.Id == caller.AccountId).Select(a => a.Name).FirstOrDefaultAsync(ct) ?? caller.Nickname;
        var text = asked.Over(new() { Issuers = name });
        var draft = await save.Run(new(caller.AccountId, caller.ActingUser, caller.UserId, text) { Files = asked.FileIds() ?? [] }, ct);
        return TypedResults.Created($"{ApiDescription.Root}/documents/{DocumentJson.Text(draft.Id)}", DocumentJson.Of(await read.Own(caller.AccountId, draft.Id, ct), frame.SiteUrl(http)));
    }

    private static async Task<Ok<DocumentJson>> Change(HttpContext http, long id, WriteDocumentJson asked, SaveDraft save, EditDocument edit, ReadDocuments read, PageFrame frame, CancellationToken ct)
    {
        var caller = http.RequireScope(Write);
        var now = await read.Own(caller.AccountId, id, ct);
        var text = asked.Over(DocumentText.Typed.Of(now.Document));
        if (now.Document.State == DocumentState.Draft)
            await save.Run(new(caller.AccountId, caller.ActingUser, caller.UserId, text) { DocumentId = id, Files = asked.FileIds() ?? [.. now.Files.Select(f => f.Id)] }, ct);
        else
            await edit.Run(new(caller.AccountId, caller.ActingUser, id, text, asked.Reason ?? "") { Files = asked.FileIds() }, ct);
        return TypedResults.Ok(DocumentJson.Of(await read.Own(caller.AccountId, id, ct), frame.SiteUrl(http)));
    }

    private static async Task<NoContent> Drop(HttpContext http, long id, DropDraft drop, CancellationToken ct)
    {
        var caller = http.RequireScope(Write);
        await drop.Run(new(caller.AccountId, caller.ActingUser, id), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<DocumentJson>> Withdraw(HttpContext http, long id, WithdrawDocumentJson asked, WithdrawDocument withdraw, ReadDocuments read, PageFrame frame, CancellationToken ct)
    {
        var caller = http.RequireScope(Write);
        await withdraw.Run(new(caller.AccountId, caller.ActingUser, id, asked.Reason ?? ""), ct);
        return TypedResults.Ok(DocumentJson.Of(await read.Own(caller.AccountId, id, ct), frame.SiteUrl(http)));
    }

    private static async Task<Created<DocumentFileJson>> Send(HttpContext http, ReceiveFile receive, DocumentRights rights, CancellationToken ct)
    {
        var caller = http.RequireScope(Write);
        // Nobody sends a large form who may not.
        await rights.Require(caller.AccountId, caller.ActingUser, ct);
        if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(ct)).Files.GetFile("file") is not { } file) throw new Refusal(RefusalKind.Invalid, "documents.file.none", "file");
        await using var content = file.OpenReadStream();
        var kept = await receive.Run(new(caller.AccountId, caller.ActingUser, caller.UserId, file.FileName, content), ct);
        return TypedResults.Created((string?)null, DocumentFileJson.Of(kept, "", open: false));
    }
}
