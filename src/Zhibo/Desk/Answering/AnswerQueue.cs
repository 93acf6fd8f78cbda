using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Desk.Answering;

/// <summary>The queue of what people said to the agency and nobody answered yet, and its views of what was done.</summary>
internal sealed class AnswerQueue(IDbContextFactory<Db> databases, ItemSheets sheets, TimeProvider clock)
{
    public const string Key = "answer";
    private const int PageSize = 30, LongestExcerpt = 90;

    public DeskQueue Queue() => new(Key, "desk.queue.answer", "comment", StaffGroups.Letters, 20)
    {
        Rights = ActingRights.Desk,
        Tabs = [("open", "desk.tab.open"), ("mine", "desk.tab.mine"), ("answered", "desk.tab.answered"), ("aside", "desk.tab.aside")],
        Searches = true,
        Count = Count,
        List = List,
        Item = sheets.Of,
    };

    private async ValueTask<int> Count(long agency, long user, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.DeskItems.CountAsync(i => i.AgencyId == agency && i.State == DeskItemState.Open, ct);
    }

    private async Task<DeskList> List(DeskVisit visit, DeskAsk ask, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var items = await Page(db, ask).Take(PageSize + 1).ToListAsync(ct);
        var shown = items.Take(PageSize).ToList();
        var pictures = await PostPictures.Load(db, [.. shown.Select(i => i.LatestId).Distinct()], ct);
        var people = await People.Of(db, shown.Select(i => i.State == DeskItemState.Open ? i.TakenBy : i.ClosedBy), ct);
        var words = visit.Http.Words();
        return new([.. shown.Where(i => pictures.ContainsKey(i.LatestId)).Select(i => Row(i, pictures[i.LatestId], people, words))],
            items.Count > PageSize ? new ItemCursor(shown[^1].Since, shown[^1].Id).ToString() : null);
    }

    /// <summary>What waits, the longest first; what is done, the latest first.</summary>
    private static IQueryable<DeskItem> Page(Db db, DeskAsk ask)
    {
        var items = db.DeskItems.Where(i => i.AgencyId == ask.AgencyId);
        if (ask.Query.Length > 0) items = items.Where(i => db.Posts.Any(p => p.Id == i.LatestId && p.Text.Contains(ask.Query)));
        var after = ItemCursor.Read(ask.After);
        if (ask.Show is "answered" or "aside")
        {
            var state = ask.Show == "aside" ? DeskItemState.SetAside : DeskItemState.Answered;
            items = items.Where(i => i.State == state);
            if (after is var (before, last)) items = items.Where(i => i.Since < before || (i.Since == before && i.Id < last));
            return items.OrderByDescending(i => i.Since).ThenByDescending(i => i.Id);
        }
        items = items.Where(i => i.State == DeskItemState.Open);
        if (ask.Show == "mine") items = items.Where(i => i.TakenBy == ask.UserId);
        if (after is var (since, id)) items = items.Where(i => i.Since > since || (i.Since == since && i.Id > id));
        return items.OrderBy(i => i.Since).ThenBy(i => i.Id);
    }

    private DeskRow Row(DeskItem item, PostPicture picture, People people, Words words)
    {
        var now = clock.GetUtcNow();
        var open = item.State == DeskItemState.Open;
        var row = new DeskRow(item.Id, picture.Author.Nickname, PostHtml.Plain(picture.Post.Warning ?? picture.Post.Text, LongestExcerpt), item.Since)
        {
            Note = Note(item, people, words),
        };
        return open
            ? row with { Left = Waiting.Left(item.Since, now), Tone = Waiting.Tone(item.Since, now), Chip = Waiting.Say(item.Since, now, words) }
            : row with { Tone = item.State == DeskItemState.Answered ? "jade" : "", Chip = words[$"desk.state.{Name(item.State)}"] };
    }

    private static string Note(DeskItem item, People people, Words words)
    {
        var kind = words[item.Round > 0 && item.State == DeskItemState.Open ? "desk.kind.again" : $"desk.kind.{item.Kind.ToString().ToLowerInvariant()}"];
        var who = item.State == DeskItemState.Open ? item.TakenBy : item.ClosedBy;
        return who is { } user ? $"{kind} · {words[item.State == DeskItemState.Open ? "desk.taken_by" : "desk.done_by", people.Name(user)]}" : kind;
    }

    public static string Name(DeskItemState state) => state switch { DeskItemState.Answered => "answered", DeskItemState.SetAside => "aside", _ => "open" };
}
