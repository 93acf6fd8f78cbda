using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;

namespace Zhibo.Posts.Marks;

/// <summary>What somebody kept, and what stands first on an account's page.</summary>
public sealed class ReadMarks(Db db)
{
    /// <param name="Cards">The latest kept first; posts that are gone are left out.</param>
    /// <param name="First">Where newer pages are.</param>
    /// <param name="Last">Where older pages are; 0 when there is nothing.</param>
    /// <param name="More">A full page: there may be older ones.</param>
    public sealed record Shelf(IReadOnlyList<Card> Cards, long First, long Last, bool More);

    /// <summary>A page of bookmarks; the range is in ids of bookmarks.</summary>
    public async Task<Shelf> Bookmarks(Reader reader, PageRange page, CardCache cards, CancellationToken ct)
    {
        var (below, above) = (page.Below, page.Above);
        var kept = db.Bookmarks.Where(b => b.AccountId == reader.AccountId && b.Id < below && b.Id > above);
        var rows = await (page.Upwards ? kept.OrderBy(b => b.Id) : kept.OrderByDescending(b => b.Id)).Take(page.Count).ToListAsync(ct);
        if (page.Upwards) rows.Reverse();
        var drawn = await cards.Get([.. rows.Select(r => r.PostId)], ct);
        return new([.. drawn.Where(c => !c.Sight.Deleted && reader.CanSee(c.Sight))], rows.Count == 0 ? 0 : rows[0].Id, rows.Count == 0 ? 0 : rows[^1].Id, rows.Count == page.Count);
    }

    /// <summary>The pinned posts of an account that the reader may see, the latest pinned first.</summary>
    public async Task<IReadOnlyList<Card>> Pinned(Reader reader, long accountId, CardCache cards, CancellationToken ct)
    {
        var ids = await db.Pins.Where(p => p.AccountId == accountId).OrderByDescending(p => p.Id).Select(p => p.PostId).ToListAsync(ct);
        return ids.Count == 0 ? [] : [.. (await cards.Get(ids, ct)).Where(c => !c.Sight.Deleted && reader.CanSee(c.Sight))];
    }
}
