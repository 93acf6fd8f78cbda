using Zhibo.Demo.Offices;
using Zhibo.Demo.Staging;
using Zhibo.Documents;
using Zhibo.Documents.Files;
using Zhibo.Documents.Reading;
using Zhibo.Shared;

namespace Zhibo.Demo.Rows;

/// <summary>Documents that hang on posts of the city, by the rules of the use cases, and one that is still being written.</summary>
internal sealed class DocumentRows
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(20);

    private readonly Numbers _numbers;
    private readonly TimePlan _times;
    private readonly long _editor;

    /// <param name="kept">The files of the data by name.</param>
    public DocumentRows(City city, PostRows posts, IReadOnlyDictionary<string, KeepPaper.Kept> kept, Numbers numbers, string draftTitle)
    {
        (_numbers, _times, _editor) = (numbers, city.Times, city.Cast["editor"].UserId);
        var carriers = city.Posts.Where(p => p.Paper is not null).ToDictionary(p => p.Paper!);
        foreach (var entry in PaperEntry.All())
        {
            var post = posts.Posts.First(p => p.Id == carriers[entry.Key].Id);
            post.DocumentId = Issue(entry, post.Id, post.AuthorId, kept).Id;
        }
        var lead = city.Cast["weibodeyang"].Id;
        Documents.Add(Written(new() { Id = _numbers.At(_times.Now.AddHours(-3)), AccountId = lead, UserId = _editor, Title = draftTitle, Issuers = Documents[0].Issuers, Body = PaperEntry.Text("draft") }));
    }

    public List<Document> Documents { get; } = [];

    public List<DocumentEdit> Edits { get; } = [];

    public List<DocumentFile> Files { get; } = [];

    /// <summary>The files that go with documents.</summary>
    public static IEnumerable<string> Names => PaperEntry.All().SelectMany(e => e.Files).Select(f => f.File);

    private Document Issue(PaperEntry entry, long postId, long office, IReadOnlyDictionary<string, KeepPaper.Kept> kept)
    {
        var at = Ids.TimeOf(postId);
        var day = _times.DayOf(at);
        var document = new Document
        {
            Id = _numbers.At(at.AddMinutes(-40)),
            AccountId = office,
            UserId = _editor,
            State = DocumentState.Published,
            Title = entry.Title,
            Issuers = entry.Issuers,
            Number = entry.NumberOf(day),
            IssuedOn = day,
            Body = PaperEntry.Text(entry.Key),
            PostId = postId,
            PublishedAt = at,
        };
        var (became, reason) = PaperEntry.Split(entry.Became);
        if (became == "corrected") Correct(document, entry, reason);
        if (became == "withdrawn") (document.State, document.WithdrawnAt, document.WithdrawnReason) = (DocumentState.Withdrawn, at + (14 * Later), reason);
        foreach (var (file, name) in entry.Files.Where(f => kept.ContainsKey(f.File))) Attach(document, kept[file], name);
        Documents.Add(Written(document));
        return document;
    }

    private void Correct(Document document, PaperEntry entry, string reason)
    {
        Edits.Add(new()
        {
            DocumentId = document.Id,
            Title = document.Title,
            Issuers = document.Issuers,
            Number = document.Number,
            IssuedOn = document.IssuedOn,
            Body = PaperEntry.Text(entry.Key + "-before"),
            Files = string.Join('\n', entry.Files.Select(f => f.Name + ".pdf")),
            WrittenAt = document.PublishedAt!.Value,
            Reason = reason,
        });
        (document.Version, document.EditedAt) = (1, document.PublishedAt + Later);
    }

    private void Attach(Document document, KeepPaper.Kept kept, string name) => Files.Add(new()
    {
        Id = _numbers.At(document.PublishedAt!.Value.AddMinutes(-30)),
        AccountId = document.AccountId,
        UserId = _editor,
        DocumentId = document.Id,
        Position = Files.Count(f => f.DocumentId == document.Id),
        Format = kept.Format,
        Hash = kept.Hash,
        Bytes = kept.Bytes,
        Name = name + ".pdf",
    });

    private static Document Written(Document document)
    {
        document.Searched = SearchedText.Of(document.Number, document.Title, document.Issuers, document.Body);
        return document;
    }
}
