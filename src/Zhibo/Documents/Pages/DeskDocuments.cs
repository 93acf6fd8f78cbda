using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Documents.Files;
using Zhibo.Documents.Reading;
using Zhibo.Documents.Writing;

namespace Zhibo.Documents.Pages;

/// <summary>Takes the form of a document: a draft is saved, what is published is corrected.</summary>
internal sealed class DeskDocuments(StaffFrame staff, DocumentForms forms, ReadDocuments read, ReceiveFile receive, SaveDraft save, EditDocument edit)
{
    public async Task<IResult> Save(HttpContext http, string handle, long? id, CancellationToken ct)
    {
        // Nobody sends a large form who may not.
        var seat = await staff.RequireSeat(http, handle, ActingRights.Speak, ct);
        var user = http.RequireCaller().UserId;
        var document = id is { } known ? (await read.Own(seat.AccountId, known, ct)).Document : null;
        var form = DocumentForm.Read(await FormPages.Read(http, ct));
        return await FormPages.Try(async () =>
        {
            form = await form.Send(receive, seat, user, ct);
            if (form.Again) return await forms.Again(http, seat, form, document, null, ct);
            if (document?.State is DocumentState.Published or DocumentState.Withdrawn)
            {
                await edit.Run(new(seat.AccountId, user, document.Id, form.Text, form.Reason) { Files = form.Files }, ct);
                return Results.LocalRedirect(document.Url + "?done=documents.corrected");
            }
            var saved = await save.Run(new(seat.AccountId, user, user, form.Text) { DocumentId = document?.Id, Files = form.Files }, ct);
            return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{DocumentForms.Base(seat)}/{saved.Id}?done=documents.saved"));
        }, refusal => forms.Again(http, seat, form, document, refusal, ct));
    }
}
