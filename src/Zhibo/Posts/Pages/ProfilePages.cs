using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Following;
using Zhibo.Data;
using Zhibo.Documents.Reading;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Marks;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Pages;

/// <summary>An account's own page, and the lists of who follows whom.</summary>
internal sealed class ProfilePages(Db db, FindAccount find, RelationshipOf relations, TimelineReader timelines, StreamPage stream, ProfileParts parts)
{
    private const int RowsPerPage = 40;

    public async Task<IResult> Show(HttpContext http, string handle, bool withComments, long? before, ReadMarks marks, CancellationToken ct)
    {
        var account = await Find(handle, ct);
        if (account.Handle != handle) return Results.LocalRedirect("/@" + account.Handle);
        var reader = await stream.Reader(http, ct);
        var pinned = withComments || before is not null ? [] : await marks.Pinned(reader, account.Id, stream.CardsFor(http), ct);
        var above = pinned.Select(c => c.Sight.PostId).ToHashSet();
        var cards = await timelines.Account(reader, account.Id, withComments, new(before), stream.CardsFor(http), ct, above.Count == 0 ? null : post => !above.Contains(post.PostId));
        var path = "/@" + account.Handle + (withComments ? "/with-comments" : "");
        var view = ViewOf(account) with
        {
            Relation = http.Caller() is { } caller ? (await Relations(caller, [account.Id], ct))[account.Id] : null,
            WithComments = withComments,
            Documents = account.Kind is AccountKind.Agency or AccountKind.Hall && await new ReadDocuments(db).HasAny(account.Id, ct),
            Pinned = pinned.Count > 0,
            Empty = cards.Count == 0 && pinned.Count == 0,
            Older = StreamPage.Older(path, cards),
            Newest = before is null ? null : path,
            UnderName = await parts.Html(http, account, ProfilePlace.UnderName, ct),
        };
        var head = await stream.Head(http, account.Nickname, http.Caller()?.AccountId == account.Id ? "me" : null);
        var extra = await parts.Html(http, account, ProfilePlace.Head, ct);
        return Web.Page.Of<ProfilePage>(head with { Description = PostHtml.Plain(account.Bio, 150), ExtraHtml = extra, Robots = account.HiddenFromSearch ? "noindex" : null },
            new Dictionary<string, object?> { [nameof(ProfilePage.View)] = view },
            parts: stream.Parts(reader, http, FilterPlaces.Account, (nameof(ProfilePage.Cards), cards), (nameof(ProfilePage.PinnedCards), pinned)));
    }

    public async Task<IResult> List(HttpContext http, string handle, bool following, long? before, CancellationToken ct)
    {
        var account = await Find(handle, ct);
        var follows = db.Follows.Where(f => f.Id < (before ?? long.MaxValue));
        follows = following ? follows.Where(f => f.FollowerId == account.Id) : follows.Where(f => f.FolloweeId == account.Id);
        var rows = await (
            from f in follows.OrderByDescending(f => f.Id).Take(RowsPerPage)
            join a in db.Accounts on following ? f.FolloweeId : f.FollowerId equals a.Id
            orderby f.Id descending
            select new { f.Id, Account = a }).ToListAsync(ct);
        var relation = http.Caller() is { } caller ? await Relations(caller, [.. rows.Select(r => r.Account.Id)], ct) : null;
        return Web.Page.Of<AccountListPage>(await stream.Head(http, account.Nickname, null), new Dictionary<string, object?>
        {
            [nameof(AccountListPage.Of)] = PostViews.Author(account),
            [nameof(AccountListPage.Following)] = following,
            [nameof(AccountListPage.Rows)] = rows.Select(r => new AccountRow(PostViews.Author(r.Account), PostHtml.Plain(r.Account.Bio, 100), relation?[r.Account.Id])).ToList(),
            [nameof(AccountListPage.Older)] = rows.Count < RowsPerPage ? null
                : $"/@{account.Handle}/{(following ? "following" : "followers")}?before={rows[^1].Id.ToString(CultureInfo.InvariantCulture)}",
        });
    }

    private static ProfileView ViewOf(Account account) => new(PostViews.Author(account))
    {
        BioHtml = Html(account.Bio),
        BannerUrl = account.Banner,
        Fields = [.. (JsonSerializer.Deserialize<List<Field>>(account.Fields, JsonSerializerOptions.Web) ?? []).Select(f => new ProfileField(f.Name, Html(f.Value)))],
        Posts = account.PostsCount,
        Following = account.FollowingCount,
        Followers = account.FollowersCount,
        JoinedAt = Ids.TimeOf(account.Id),
        Frozen = account.FrozenAt is not null,
    };

    private async Task<Account> Find(string handle, CancellationToken ct) =>
        await find.Run(handle, ct) ?? throw new Refusal(RefusalKind.NotFound, "posts.no_account");

    private async Task<Dictionary<long, Relation>> Relations(Caller caller, IReadOnlyList<long> ids, CancellationToken ct) =>
        (await relations.Run(new(caller.AccountId, ids), ct)).ToDictionary(r => r.AccountId, r => new Relation
        {
            Self = r.AccountId == caller.AccountId,
            Following = r.Following,
            FollowsMe = r.FollowedBy,
            Muted = r.Muting,
            Blocked = r.Blocking,
        });

    private static string Html(string text) => PostHtml.Render(text, PostText.Parse(text), _ => null, TopicName.Path);

    private sealed record Field(string Name, string Value);
}
