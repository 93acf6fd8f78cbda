using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Documents.Reading;

/// <summary>The words of documents by which the posts that carry them are found.</summary>
public static class SearchedText
{
    /// <summary>UTF-16 units of the body that the search is told of.</summary>
    private const int Most = 20_000;

    /// <summary>As it is kept with the document.</summary>
    public static string Of(string number, string title, string issuers, string body)
    {
        var plain = MarkdownPage.Plain(body);
        return $"{number}\n{title}\n{issuers}\n{(plain.Length > Most ? plain[..(char.IsHighSurrogate(plain[Most - 1]) ? Most - 1 : Most)] : plain)}";
    }

    public static async Task<Dictionary<long, string>> Of(Db db, IReadOnlyCollection<long> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await db.Documents.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Searched, ct);

    /// <summary>Within a turn.</summary>
    public static string? Of(Db turn, long? id) => id is null ? null : turn.Documents.Where(d => d.Id == id).Select(d => d.Searched).FirstOrDefault();
}
