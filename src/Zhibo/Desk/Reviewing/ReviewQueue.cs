using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Desk.Reviewing;

/// <summary>The queue of comments that others see only when the office has looked at them.</summary>
internal sealed class ReviewQueue(IDbContextFactory<Db> databases, PageWriter pages)
{
    public const string Key = "review";
    private const int PageSize = 30, LongestExcerpt = 90;

    public DeskQueue Queue() => new(Key, "desk.queue.review", "check", StaffGroups.Letters, 25)
    {
        Rights = ActingRights.Review,
        Tabs = [("open", "desk.tab.waiting"), ("refused", "desk.tab.refused")],
        Count = Count,
        List = List,
        Item = Item,
    };

    private async ValueTask<int> Count(long agency, long user, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.HeldComments.CountAsync(h => h.ReviewerId == agency && h.RefusedAt == null, ct);
    }

    private async Task<DeskList> List(DeskVisit visit, DeskAsk ask, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var refused = ask.Show == "refused";
        var after = long.TryParse(ask.After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        var held = await HeldPictures.Load(db, db.HeldComments.Where(h => h.ReviewerId == ask.AgencyId && h.RefusedAt != null == refused && h.Id > after).OrderBy(h => h.Id).Take(PageSize), ct);
        return new([.. held.Select(Row)], held.Count < PageSize ? null : held[^1].Comment.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static DeskRow Row(HeldPictures.Held held) =>
        new(held.Comment.Id, held.Picture.Author.Nickname, PostHtml.Plain(held.Comment.Warning ?? held.Comment.Text, LongestExcerpt), Ids.TimeOf(held.Comment.Id)) { Note = held.Comment.Reason };

    private async Task<DeskSheet?> Item(DeskVisit visit, long id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await HeldPictures.Load(db, db.HeldComments.Where(h => h.Id == id && h.ReviewerId == visit.Seat.AccountId), ct);
        if (found is not [var held]) return null;
        var on = await PostPictures.One(db, held.Comment.RootId, ct);
        var html = await pages.Render<ReviewSheet>(visit.Http.Language(), new Dictionary<string, object?>
        {
            [nameof(ReviewSheet.Held)] = HeldView.Of(held),
            [nameof(ReviewSheet.On)] = on is null ? null : PostViews.Of(on),
            [nameof(ReviewSheet.Back)] = $"/desk/{visit.Seat.Handle}/q/{Key}?done=desk.decided",
        });
        return new(held.Picture.Author.Nickname, html);
    }
}
