using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Sources;

/// <summary>公文 of an office, under <c>documents</c>: the posts that carry them.</summary>
internal static class DocumentFeeds
{
    public const string Kind = "documents";
    private const string Ending = "/documents";

    public static FeedSource Source => new(Kind, Find) { NameIn = NameIn };

    private static string? NameIn(Uri page) =>
        page.AbsolutePath.EndsWith(Ending, StringComparison.Ordinal) ? PagePath.After(page.AbsolutePath[..^Ending.Length], "/@") : null;

    private static async Task<FeedSubject?> Find(Db db, string name, CancellationToken ct) =>
        await new FindAccount(db).Run(name, ct) is { Kind: AccountKind.Agency or AccountKind.Hall } office ? Of(office, db) : null;

    private static FeedSubject Of(Account office, Db db)
    {
        // In the language of the site: a feed has one for all its readers.
        var title = Words.For(Words.Languages[0])["documents.of", office.Nickname];
        return new(Kind, office.Handle, title, $"/@{office.Handle}{Ending}")
        {
            Account = office,
            Since = Ids.TimeOf(office.Id),
            Newest = (count, ct) => db.Posts.Where(p => p.AuthorId == office.Id && p.DocumentId != null).Newest(count, ct),
        };
    }
}
