using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Desk.Answering;

/// <summary>Draws an item: what was said, what was answered, and the forms.</summary>
internal sealed class ItemSheets(IDbContextFactory<Db> databases, PageWriter pages, Composers composers, TimeProvider clock)
{
    public async Task<DeskSheet?> Of(DeskVisit visit, long id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var item = await db.DeskItems.FirstOrDefaultAsync(i => i.Id == id && i.AgencyId == visit.Seat.AccountId, ct);
        if (item is null) return null;
        var parent = item.Kind == DeskItemKind.Comment ? await db.Posts.Where(p => p.Id == item.PostId).Select(p => p.ParentId).FirstOrDefaultAsync(ct) : null;
        List<long> wanted = [item.PostId, item.LatestId, .. new[] { item.AnswerId, parent }.OfType<long>()];
        var pictures = await PostPictures.Load(db, [.. wanted.Distinct()], ct);
        if (!pictures.TryGetValue(item.PostId, out var picture)) return null;
        var notes = await db.DeskNotes.Where(n => n.ItemId == id).OrderBy(n => n.Id).ToListAsync(ct);
        var people = await People.Of(db, notes.Select(n => (long?)n.UserId).Concat([item.TakenBy, item.ClosedBy]), ct);
        var view = View(visit, item, pictures[item.LatestId]) with
        {
            Post = PostViews.Of(picture),
            On = Shown(pictures, parent),
            Answer = Shown(pictures, item.AnswerId),
            Again = item.LatestId == item.PostId ? null : Shown(pictures, item.LatestId),
            Notes = [.. notes.Select(n => new NoteLine(people.Name(n.UserId), Ids.TimeOf(n.Id), n.Text))],
            Holder = item.TakenBy is { } holder ? people.Name(holder) : null,
            ClosedBy = item.ClosedBy is { } closer ? people.Name(closer) : null,
        };
        var html = await pages.Render<ItemSheet>(visit.Http.Language(), new Dictionary<string, object?> { [nameof(ItemSheet.View)] = view });
        return new(picture.Author.Nickname, html);
    }

    private ItemView View(DeskVisit visit, DeskItem item, PostPicture latest)
    {
        var (seat, now) = (visit.Seat, clock.GetUtcNow());
        var open = item.State == DeskItemState.Open;
        var path = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/desk/{seat.Handle}/items/{item.Id}");
        var mayAct = seat.May(ActingRights.Answer) && !seat.Frozen;
        // The reason stands at the box; without a box above everything.
        var atBox = visit.Typed.Length > 0 && mayAct && item.State != DeskItemState.Answered;
        return new ItemView(item, path, PostViews.Of(latest))
        {
            HeldByMe = item.TakenBy == visit.UserId,
            MayAct = mayAct,
            Frozen = seat.Frozen,
            Clock = open ? (Waiting.Left(item.Since, now), Waiting.Tone(item.Since, now), Waiting.Say(item.Since, now, visit.Http.Words())) : null,
            Fault = atBox ? null : visit.Fault,
            Composer = !mayAct || item.State == DeskItemState.Answered ? null : composers.New(path) with
            {
                Action = path + "/reply",
                Parent = item.LatestId,
                Answering = latest.Author.Nickname,
                Visibility = latest.Post.Visibility,
                Text = visit.Typed,
                Media = visit.Media,
                Error = atBox ? visit.Fault : null,
            },
        };
    }

    private static PostView? Shown(Dictionary<long, PostPicture> pictures, long? id) =>
        id is { } number && pictures.TryGetValue(number, out var picture) && picture.Post.DeletedAt is null ? PostViews.Of(picture) : null;
}
