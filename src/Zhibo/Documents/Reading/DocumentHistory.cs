using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Text;

namespace Zhibo.Documents.Reading;

/// <summary>All versions of a document, the newest first, each as what changed since the one before.</summary>
/// <param name="Url">Of the document.</param>
public sealed record DocumentHistory(string Url, IReadOnlyList<DocumentHistory.Version> Versions)
{
    /// <summary>Around a change so much of what stayed is shown.</summary>
    private const int Context = 120;

    /// <param name="Reason">Why the version before was replaced.</param>
    public sealed record Version(DateTimeOffset At, string? Reason, IReadOnlyList<DiffPart> Parts);

    public static async Task<DocumentHistory> Of(Db db, DocumentPicture picture, CancellationToken ct)
    {
        var document = picture.Document;
        var edits = await db.DocumentEdits.Where(e => e.DocumentId == document.Id).OrderBy(e => e.Version).ToListAsync(ct);
        List<(string Text, DateTimeOffset At, string Reason)> states = [.. edits.Select(e => (Text(e.Title, e.Number, e.Issuers, e.IssuedOn, e.Body, e.Files), e.WrittenAt, e.Reason))];
        states.Add((Text(document.Title, document.Number, document.Issuers, document.IssuedOn, document.Body, string.Join('\n', picture.Files.Select(f => f.Name))), document.EditedAt ?? document.PublishedAt!.Value, ""));
        return new(document.Url, [.. states.Select((state, n) => n == 0
            ? new Version(state.At, null, [new(DiffKind.Same, state.Text)])
            : new Version(state.At, states[n - 1].Reason, Folded(TextDiff.OfLines(states[n - 1].Text, state.Text)))).Reverse()]);
    }

    /// <summary>Head, body and names of the files in one, so that a change of any is seen.</summary>
    private static string Text(string title, string number, string issuers, DateOnly? day, string body, string files) => string.Join('\n',
        new[] { title, number, issuers.Replace('\n', ' '), day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", "", body, "", files }.SkipWhile(part => part.Length == 0)).TrimEnd();

    /// <summary>Long stretches that stayed as they were are cut in the middle.</summary>
    private static List<DiffPart> Folded(IReadOnlyList<DiffPart> parts) =>
        [.. parts.Select((part, n) => part.Kind == DiffKind.Same && part.Text.Length > 3 * Context ? part with { Text = Cut(part.Text, n == 0, n == parts.Count - 1) } : part)];

    private static string Cut(string text, bool first, bool last)
    {
        var (begin, end) = (text[..Whole(text, Context)], text[Whole(text, text.Length - Context)..]);
        return first ? "… " + end : last ? begin + " …" : $"{begin} … {end}";
    }

    private static int Whole(string text, int at) => char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
