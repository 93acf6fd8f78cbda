using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Documents.Files;
using Zhibo.Shared;

namespace Zhibo.Documents.Pages;

/// <summary>The form of a document as it stands at the desk.</summary>
/// <param name="Base">/desk/{handle}/documents</param>
public sealed record DocumentFormView(string Base, DocumentText.Typed Text)
{
    /// <summary>Null begins one.</summary>
    public long? DocumentId { get; init; }

    /// <summary>A correction, which needs a reason.</summary>
    public bool Published { get; init; }

    public string Reason { get; init; } = "";

    public IReadOnlyList<DocumentFile> Files { get; init; } = [];

    public int Megabytes { get; init; }

    /// <summary>Of the document; of a new one the address of all.</summary>
    public string Path => DocumentId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{Base}/{id}") : Base;
}

/// <param name="Path">/desk/{handle}/documents/{id}</param>
public sealed record WithdrawView(string Path, string Title, string Reason);

/// <summary>What a form of a document brings along.</summary>
internal sealed record DocumentForm(DocumentText.Typed Text, IReadOnlyList<long> Files)
{
    public string Reason { get; private init; } = "";

    /// <summary>The button that was pressed was about files: the form is shown again, nothing is saved.</summary>
    public bool Again { get; private init; }

    public IReadOnlyList<IFormFile> Arriving { get; private init; } = [];

    public static DocumentForm Read(IFormCollection form)
    {
        var files = form["file"].Select(typed => long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().ToList();
        var act = form["act"].ToString();
        Move(files, act);
        var text = new DocumentText.Typed { Title = form["title"].ToString(), Issuers = form["issuers"].ToString(), Number = form["number"].ToString(), IssuedOn = form["issued_on"].ToString(), Body = form["body"].ToString() };
        return new(text, files) { Reason = form["reason"].ToString(), Again = act.Length > 0, Arriving = [.. form.Files.GetFiles("files").Where(f => f.Length > 0)] };
    }

    /// <summary>With what the form brought along, sent one after the other.</summary>
    public async Task<DocumentForm> Send(ReceiveFile receive, ActingSeat seat, long userId, CancellationToken ct)
    {
        if (Arriving.Count == 0) return this;
        // Too many are refused before the first is looked at.
        AttachedPapers.Check([.. Files, .. Arriving.Select((_, n) => -n - 1L)]);
        var files = Files.ToList();
        foreach (var file in Arriving)
        {
            await using var content = file.OpenReadStream();
            files.Add((await receive.Run(new(seat.AccountId, userId, userId, file.FileName, content), ct)).Id);
        }
        return this with { Files = files, Arriving = [] };
    }

    private static void Move(List<long> files, string act)
    {
        var dash = act.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !long.TryParse(act.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || files.IndexOf(id) is not (>= 0 and var at)) return;
        files.RemoveAt(at);
        if (act[..dash] != "drop") files.Insert(Math.Clamp(act[..dash] == "up" ? at - 1 : at + 1, 0, files.Count), id);
    }
}

/// <summary>Shows the form of a document, new or once more.</summary>
internal sealed class DocumentForms(StaffFrame staff, Db db, KeepPaper papers)
{
    public static string Base(ActingSeat seat) => $"/desk/{seat.Handle}/documents";

    public async Task<IResult> Show(HttpContext http, ActingSeat seat, DocumentFormView view, Refusal? refusal, CancellationToken ct)
    {
        var head = await staff.Desk(http, seat, http.Words()[view.DocumentId is null ? "documents.new" : "documents.edit"], "documents", ct);
        return Accounts.Pages.FormPages.Show<DeskDocumentForm, DocumentFormView>(http, head, view with { Megabytes = papers.Megabytes }, refusal);
    }

    public async Task<IResult> Again(HttpContext http, ActingSeat seat, DocumentForm form, Document? document, Refusal? refusal, CancellationToken ct) =>
        await Show(http, seat, new(Base(seat), form.Text)
        {
            DocumentId = document?.Id,
            Published = document?.State == DocumentState.Published,
            Reason = form.Reason,
            Files = await AttachedPapers.Named(db, seat.AccountId, document?.Id, form.Files, ct),
        }, refusal, ct);
}
