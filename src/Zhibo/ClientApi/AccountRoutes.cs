using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Posts.Marks;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Shared.Text;

namespace Zhibo.ClientApi;

/// <summary>Accounts, what they wrote, and whom they follow.</summary>
internal static class AccountRoutes
{
    private const int MostAccounts = 40;

    public static void MapAccountEntities(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/accounts/verify_credentials", Own);
        api.MapGet("/v1/accounts/lookup", Lookup);
        api.MapGet("/v1/accounts", Several);
        api.MapGet("/v1/accounts/{id}", Show);
        api.MapGet("/v1/accounts/{id}/statuses", Statuses);
        api.MapGet("/v1/accounts/{id}/followers", Followers);
        api.MapGet("/v1/accounts/{id}/following", Following);
    }

    /// <summary>Who waits for approval is nobody yet.</summary>
    public static async Task<Account> Find(HttpContext http, long id) =>
        await http.Of<Db>().Accounts.Visible(http.Of<Db>()).FirstOrDefaultAsync(a => a.Id == id, http.RequestAborted) ?? throw Asking.NotFound();

    private static async Task Own(HttpContext http)
    {
        var caller = http.RequireScope("profile", "read:accounts");
        var account = await Find(http, caller.AccountId);
        var accounts = http.Place().Accounts;
        await Answers.Entity(http, json => accounts.WriteOwn(json, account, caller));
    }

    private static async Task Lookup(HttpContext http)
    {
        var place = http.Place();
        var name = Fields.OfQuery(http).Text("acct") ?? "";
        // name@this.site is one of us, name@elsewhere nobody we know.
        if (name.Length > 1 && name.IndexOf('@', 1) is var at and > 0)
            name = name[(at + 1)..].Equals(place.At.Host, StringComparison.OrdinalIgnoreCase) ? name[..at] : "";
        var account = name.Length == 0 ? null : await http.Of<FindAccount>().Run(name, http.RequestAborted);
        await Entity(http, account ?? throw Asking.NotFound());
    }

    private static async Task Several(HttpContext http)
    {
        var ids = Fields.OfQuery(http).IdList("id", MostAccounts);
        var db = http.Of<Db>();
        var found = await db.Accounts.Visible(db).Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, http.RequestAborted);
        var accounts = http.Place().Accounts;
        await Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            foreach (var id in ids)
                if (found.TryGetValue(id, out var account)) accounts.Write(json, account);
            json.WriteEndArray();
        });
    }

    private static async Task Show(HttpContext http) => await Entity(http, await Find(http, http.RouteId()));

    private static Task Entity(HttpContext http, Account account)
    {
        var accounts = http.Place().Accounts;
        return Answers.Entity(http, json => accounts.Write(json, account));
    }

    private static async Task Statuses(HttpContext http)
    {
        var reader = await http.ReaderWith("read:statuses");
        var account = await Find(http, http.RouteId());
        var (place, page, fields) = (http.Place(), http.Page(), Fields.OfQuery(http));
        var cards = await Written(http, account.Id, reader, page, fields, place);
        await Answers.Statuses(http, cards, reader, Paging.Link(http, place, cards));
    }

    private static async Task<IReadOnlyList<Card>> Written(HttpContext http, long account, Reader reader, PageRange page, Fields fields, Place place)
    {
        if (fields.Flag("pinned") == true) return await http.Of<ReadMarks>().Pinned(reader, account, place.Cards, http.RequestAborted);
        var timelines = http.Of<TimelineReader>();
        var withReblogs = fields.Flag("exclude_reblogs") != true;
        var withReplies = fields.Flag("exclude_replies") != true;
        var onlyMedia = fields.Flag("only_media") == true;
        bool Wants(Sight post) => (withReblogs || post.Kind != PostKind.Repost) && (withReplies || post.Kind != PostKind.Comment) && (!onlyMedia || post.HasMedia);
        if (onlyMedia && fields.Text("tagged") is not { Length: > 0 }) return await timelines.AccountMedia(reader, account, page, place.Cards, http.RequestAborted, Wants);
        if (fields.Text("tagged") is not { Length: > 0 } tag)
            return await timelines.Account(reader, account, withReplies, page, place.Cards, http.RequestAborted, Wants);
        return await http.Of<TopicIds>().Find(TopicName.Key(tag), http.RequestAborted) is { } topic
            ? await timelines.AccountTopic(reader, account, topic, page, place.Cards, http.RequestAborted, Wants)
            : [];
    }

    private static Task Followers(HttpContext http) =>
        List(http, (db, id) => db.Follows.Where(f => f.FolloweeId == id).Select(f => new AccountLists.Link { Id = f.Id, AccountId = f.FollowerId }));

    private static Task Following(HttpContext http) =>
        List(http, (db, id) => db.Follows.Where(f => f.FollowerId == id).Select(f => new AccountLists.Link { Id = f.Id, AccountId = f.FolloweeId }));

    private static async Task List(HttpContext http, Func<Db, long, IQueryable<AccountLists.Link>> links)
    {
        var reader = await http.ReaderWith("read:accounts");
        var account = await Find(http, http.RouteId());
        var db = http.Of<Db>();
        // Between those who block each other there is nothing to look up.
        var found = reader.BlocksOrIsBlockedBy(account.Id) ? links(db, account.Id).Where(l => l.Id < 0) : links(db, account.Id);
        await AccountLists.Answer(http, found, reader);
    }
}
