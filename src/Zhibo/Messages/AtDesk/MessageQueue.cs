using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Desk;
using Zhibo.Desk.Answering;
using Zhibo.Messages.Pages;
using Zhibo.Messages.Reading;
using Zhibo.Posts.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Messages.AtDesk;

/// <summary>The queue of what people wrote to the office in private.</summary>
internal sealed class MessageQueue(IDbContextFactory<Db> databases, IServiceScopeFactory scopes, PageWriter pages, TimeProvider clock)
{
    public const string Key = "messages";
    private const int PageSize = 30;

    public DeskQueue Queue() => new(Key, "web.nav.messages", "direct", StaffGroups.Letters, 25)
    {
        Rights = ActingRights.Desk | ActingRights.Answer,
        Tabs = [("open", "desk.tab.open"), ("mine", "desk.tab.mine"), ("all", "messages.tab.all")],
        Count = Count,
        List = List,
        Item = Item,
    };

    private async ValueTask<int> Count(long agency, long user, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ConversationParties.CountAsync(p => p.AccountId == agency && p.Since != null, ct);
    }

    private async Task<DeskList> List(DeskVisit visit, DeskAsk ask, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var found = await Page(db, ask).Take(PageSize + 1).ToListAsync(ct);
        var shown = found.Take(PageSize).ToList();
        var rows = await scope.ServiceProvider.GetRequiredService<ListConversations>().Rows(shown, ct);
        var people = await People.Of(db, shown.Select(p => p.TakenBy), ct);
        var words = visit.Http.Words();
        return new([.. rows.Select(r => Row(r, people, words))], found.Count > PageSize ? Cursor(shown[^1]).ToString() : null);
    }

    /// <summary>What waits, the longest first; of all, the latest first.</summary>
    private static IQueryable<ConversationParty> Page(Db db, DeskAsk ask)
    {
        var parties = db.ConversationParties.Where(p => p.AccountId == ask.AgencyId);
        var after = ItemCursor.Read(ask.After);
        if (ask.Show == "all")
        {
            if (after is var (_, last)) parties = parties.Where(p => p.LastId < last);
            return parties.OrderByDescending(p => p.LastId);
        }
        parties = parties.Where(p => p.Since != null);
        if (ask.Show == "mine") parties = parties.Where(p => p.TakenBy == ask.UserId);
        if (after is var (since, id)) parties = parties.Where(p => p.Since > since || (p.Since == since && p.LastId > id));
        return parties.OrderBy(p => p.Since).ThenBy(p => p.LastId);
    }

    private static ItemCursor Cursor(ConversationParty party) => new(party.Since ?? Ids.TimeOf(party.LastId), party.LastId);

    private DeskRow Row(ListConversations.Row row, People people, Words words)
    {
        var (talk, now) = (TalkViews.Row(row), clock.GetUtcNow());
        var shown = new DeskRow(row.Mine.ConversationId, Name(row, words), talk.Line(words), row.Mine.Since ?? talk.At)
        {
            Note = row.Mine.TakenBy is { } user ? words["desk.taken_by", people.Name(user)] : "",
        };
        return row.Mine.Since is { } since
            ? shown with { Left = Waiting.Left(since, now), Tone = Waiting.Tone(since, now), Chip = Waiting.Say(since, now, words) }
            : shown with { Tone = "jade", Chip = words["desk.state.answered"] };
    }

    private static string Name(ListConversations.Row row, Words words) =>
        row.Others.Count == 0 ? words["messages.self"] : string.Join(words["messages.comma"], row.Others.Select(o => o.Nickname));

    private async Task<DeskSheet?> Item(DeskVisit visit, long id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (office, words) = (visit.Seat.AccountId, visit.Http.Words());
        if (!await services.GetRequiredService<Db>().ConversationParties.AnyAsync(p => p.ConversationId == id && p.AccountId == office, ct)) return null;
        var talk = await services.GetRequiredService<ReadConversation>().Run(new(office, id, Before(visit)), ct);
        // The person sees that the office has read; which of its people did stays inside.
        if (Before(visit) is null && talk.Messages is [.., var newest]) await services.GetRequiredService<MarkRead>().Run(new(office, id, newest.Picture.Post.Id), ct);
        var holder = talk.Mine.TakenBy is { } user ? (await People.Of(services.GetRequiredService<Db>(), [user], ct)).Name(user) : null;
        var view = await Sheet(visit, talk, services.GetRequiredService<TalkViews>(), ct) with { Holder = holder };
        var html = await pages.Render<TalkSheet>(visit.Http.Language(), new Dictionary<string, object?> { [nameof(TalkSheet.View)] = view });
        return new(string.Join(words["messages.comma"], talk.Others.Select(o => o.Account.Nickname)), html);
    }

    private async Task<TalkSheetView> Sheet(DeskVisit visit, ReadConversation.Talk talk, TalkViews views, CancellationToken ct)
    {
        var (seat, now, words) = (visit.Seat, clock.GetUtcNow(), visit.Http.Words());
        var path = TalkForms.Base(seat.Handle, talk.Id);
        var shown = await views.Of(talk, null, words, ct);
        var mayAct = seat.May(ActingRights.Answer) && seat.HasVoice;
        var box = mayAct ? shown.Box : null;
        return new(path, talk.Id, await views.Bubbles(talk, atDesk: true, ct))
        {
            Who = shown.Who,
            Older = talk.More ? TalkForms.Path(seat.Handle, talk.Id) + "?before=" + shown.Older!.Split('=')[^1] : null,
            HeldByMe = talk.Mine.TakenBy == visit.UserId,
            MayAct = mayAct,
            Waits = talk.Mine.Since is { } since ? (since, Waiting.Left(since, now), Waiting.Tone(since, now), Waiting.Say(since, now, words)) : null,
            Frozen = seat.Frozen,
            Shut = mayAct ? shown.Shut : null,
            Fault = box is null ? visit.Fault : null,
            Box = box is null ? null : box with { Action = path + "/reply", Draft = path, As = seat.Nickname, Text = visit.Typed, Media = visit.Media, Error = visit.Fault, Focus = visit.Fault is not null },
        };
    }

    private static long? Before(DeskVisit visit) =>
        long.TryParse(visit.Http.Request.Query["before"].ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var before) ? before : null;
}

/// <summary>A conversation opened at a desk.</summary>
/// <param name="Base">Where its forms go.</param>
public sealed record TalkSheetView(string Base, long Id, IReadOnlyList<BubbleView> Bubbles)
{
    public IReadOnlyList<AuthorView> Who { get; init; } = [];

    public string? Older { get; init; }

    public string? Holder { get; init; }

    public bool HeldByMe { get; init; }

    public bool MayAct { get; init; }

    public bool Frozen { get; init; }

    /// <summary>Since when somebody waits, and its ring.</summary>
    public (DateTimeOffset Since, double Left, string Tone, string Text)? Waits { get; init; }

    public string? Shut { get; init; }

    public string? Fault { get; init; }

    public MessageBox? Box { get; init; }
}
