using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Sources;

/// <summary>What an account says, under <c>accounts</c>.</summary>
internal static class AccountFeeds
{
    public const string Kind = "accounts";
    private const int LongestAbout = 150;

    public static FeedSource Source => new(Kind, Find) { NameIn = page => PagePath.After(page.AbsolutePath, "/@") };

    public static FeedSubject Of(Account account, Db db) => new(Kind, account.Handle, account.Nickname, "/@" + account.Handle)
    {
        About = PostHtml.Plain(account.Bio, LongestAbout),
        Account = account,
        Since = Ids.TimeOf(account.Id),
        Newest = (count, ct) => db.Posts.Where(p => p.AuthorId == account.Id).Newest(count, ct),
    };

    private static async Task<FeedSubject?> Find(Db db, string name, CancellationToken ct) =>
        await new FindAccount(db).Run(name, ct) is { } account ? Of(account, db) : null;
}
