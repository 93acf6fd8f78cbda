using System.Buffers;
using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>What pages of posts have in common.</summary>
public sealed class StreamPage(PageFrame frame, Readers readers, CardShelf shelf, CityColumn column, Settings settings, Ids ids)
{
    public ValueTask<Reader> Reader(HttpContext http, CancellationToken ct) => readers.Of(http.Caller(), ct);

    public CardCache CardsFor(HttpContext http) => shelf.Cards(http.Language());

    public async ValueTask<PageHead> Head(HttpContext http, string title, string? active)
    {
        var head = await frame.Head(http, title, active);
        return head with { Aside = await column.Of(head.Language, http.RequestAborted) };
    }

    public ComposerView Composer(string back) => new(ids.Next().ToString(CultureInfo.InvariantCulture)) { Back = back, Limit = settings.Site.PostLimit };

    public static string? Older(string path, IReadOnlyList<Card> cards) =>
        cards.Count < new PageRange().Count ? null : $"{path}?before={cards[^1].Sight.PostId.ToString(CultureInfo.InvariantCulture)}";

    public Dictionary<string, Action<IBufferWriter<byte>>> Part(string name, IReadOnlyList<Card> cards, Reader reader, HttpContext http) =>
        new() { [name] = shelf.Stream(cards, reader, http.Request.Path + http.Request.QueryString) };

    public async Task<IResult> Timeline(HttpContext http, TimelineTab tab, IReadOnlyList<Card> cards, Reader reader, long? before)
    {
        var path = tab == TimelineTab.City ? "/" : "/home";
        // The script asks for the cards alone when the reader wants to see what is new.
        if (http.Request.Headers["X-Fragment"] == "cards") return Fragment(shelf.Stream(cards, reader, path));
        var view = new TimelineView(tab)
        {
            SignedIn = !reader.IsStranger,
            Composer = reader.IsStranger || before is not null ? null : Composer(path),
            Empty = cards.Count == 0,
            Older = Older(path, cards),
            Newest = before is null ? null : path,
        };
        var head = await Head(http, tab == TimelineTab.City ? settings.Site.Name : http.Words()["posts.following"], tab == TimelineTab.City ? "home" : "following");
        return Web.Page.Of<TimelinePage>(head with { Next = view.Older }, new Dictionary<string, object?> { [nameof(TimelinePage.View)] = view },
            parts: Part(nameof(TimelinePage.Cards), cards, reader, http));
    }

    private static IResult Fragment(Action<IBufferWriter<byte>> cards)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        cards(buffer);
        return Results.Bytes(buffer.WrittenMemory, "text/html; charset=utf-8");
    }
}
