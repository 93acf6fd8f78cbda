using Zhibo.Accounts;
using Zhibo.Halls.Blocks;
using Zhibo.Halls.Members;
using Zhibo.Posts.Pages;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Halls.Pages;

/// <summary>A hall's page.</summary>
internal sealed class HallPages(HallMembers members, HallDrawing drawing, HallTabs tabs, StreamPage stream, HallTimeline timeline, HallHeads heads)
{
    /// <param name="path">Where it stands in this request: <c>/</c> or <c>/halls/{slug}</c>.</param>
    public async Task<IResult> Show(HttpContext http, HallEntry entry, string path, long? before, CancellationToken ct)
    {
        var query = HallQuery.Of(http, entry, path, before);
        var reader = await stream.Reader(http, ct);
        var belonging = members.Of(entry);
        var (cards, older) = await timeline.Read(reader, query, belonging, stream.CardsFor(http), ct);
        if (StreamPage.WantsCards(http)) return stream.Fragment(cards, reader, query.With(null));
        var ask = new HallAsk(entry, belonging, path, http.Language(), reader, http.Caller());
        var view = new HallPageView(await drawing.Head(entry, belonging, ct), drawing.Emergencies(entry))
        {
            SignedIn = !reader.IsStranger,
            Composer = reader.IsStranger || !query.IsPlain ? null : stream.Composer(path),
            Blocks = await drawing.Stream(ask, !query.IsPlain, ct),
            Posts = tabs.View(query, belonging, cards, older, http.Words()),
        };
        var active = path == "/" ? "home" : "halls";
        var head = query.Column is { } column ? await heads.Of(http, column, active) : await heads.Of(http, entry, Bidi.Strip(entry.Hall.Name), active);
        head = head with { Aside = await drawing.Side(ask, ct), Next = view.Posts.Older };
        return Page.Of<HallPage>(head, new Dictionary<string, object?> { [nameof(HallPage.View)] = view }, parts: stream.Part(nameof(HallPage.Cards), cards, reader, http));
    }
}
