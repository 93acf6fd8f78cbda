using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Reading;

namespace Zhibo.ClientApi;

/// <summary>Lists of accounts, paged by the ids of what links them: clients find those in the Link header only.</summary>
internal static class AccountLists
{
    private const int Standard = 40;
    private const int Most = 80;

    /// <summary>A follow, a like, a repost: who stands behind it.</summary>
    internal sealed record Link
    {
        public long Id { get; init; }

        public long AccountId { get; init; }
    }

    public static async Task Answer(HttpContext http, IQueryable<Link> links, Reader reader)
    {
        var place = http.Place();
        var page = http.Page(Standard, Most);
        var (below, above) = (page.MaxId ?? long.MaxValue, Math.Max(page.MinId ?? 0, page.SinceId ?? 0));
        links = links.Where(l => l.Id < below && l.Id > above);
        links = page.MinId is null ? links.OrderByDescending(l => l.Id) : links.OrderBy(l => l.Id);
        var db = http.Of<Db>();
        var found = await links.Take(page.Limit).ToListAsync(http.RequestAborted);
        if (page.MinId is not null) found.Reverse();
        var ids = found.Select(l => l.AccountId).ToHashSet();
        var accounts = await db.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, http.RequestAborted);
        await Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            foreach (var link in found)
                if (!reader.BlocksOrIsBlockedBy(link.AccountId) && accounts.TryGetValue(link.AccountId, out var account)) place.Accounts.Write(json, account);
            json.WriteEndArray();
        }, found.Count == 0 ? null : Paging.Link(http, place, found[0].Id, found[^1].Id));
    }
}
