using System.Buffers;
using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>What pages of posts have in common.</summary>
public sealed class StreamPage(PageFrame frame, Readers readers, CardShelf shelf, TimelineFrames frames, CityColumn column, Composers composers)
{
    public ValueTask<Reader> Reader(HttpContext http, CancellationToken ct) => readers.Of(http.Caller(), ct);

    public CardCache CardsFor(HttpContext http) => shelf.Cards(http.Language());

    public async ValueTask<PageHead> Head(HttpContext http, string title, string? active)
    {
        var head = await frame.Head(http, title, active);
        return head with { Aside = await column.Of(head.Language, http.RequestAborted) };
    }

    /// <summary>With what modules above say in the head about the thing that the page shows.</summary>
    public async ValueTask<PageHead> Head<T>(HttpContext http, string title, string? active, HeadParts<T> parts, T thing) =>
        await Head(http, title, active) with { ExtraHtml = await parts.Html(thing, http.Language(), frame.SiteUrl(http), http.RequestAborted) };

    public ComposerView Composer(string back) => composers.New(back);

    public ValueTask<ComposerView> WithVoices(HttpContext http, ComposerView composer, CancellationToken ct) => composers.WithVoices(http, composer, ct);

    public static string? Older(string path, IReadOnlyList<Card> cards) =>
        cards.Count < PageRange.UsualPosts ? null : $"{path}?before={cards[^1].Sight.PostId.ToString(CultureInfo.InvariantCulture)}";

    public Dictionary<string, Action<IBufferWriter<byte>>> Part(string name, IReadOnlyList<Card> cards, Reader reader, HttpContext http, FilterPlaces place = FilterPlaces.Public) =>
        new() { [name] = shelf.Stream(cards, reader, http.Request.Path + http.Request.QueryString, place: place) };

    /// <summary>Several streams of one page.</summary>
    public Dictionary<string, Action<IBufferWriter<byte>>> Parts(Reader reader, HttpContext http, FilterPlaces place, params (string Name, IReadOnlyList<Card> Cards)[] streams) =>
        streams.ToDictionary(s => s.Name, s => shelf.Stream(s.Cards, reader, http.Request.Path + http.Request.QueryString, place: place));

    /// <summary>Everybody's public posts: at <c>/city</c>, and at <c>/</c> of a site without a main hall.</summary>
    public async Task<IResult> City(HttpContext http, TimelineReader timelines, long? before, CancellationToken ct)
    {
        var reader = await Reader(http, ct);
        var cards = await timelines.Public(reader, new(before), CardsFor(http), ct);
        return await Timeline(http, TimelineTab.City, cards, reader, before);
    }

    public async Task<IResult> Timeline(HttpContext http, TimelineTab tab, IReadOnlyList<Card> cards, Reader reader, long? before)
    {
        var path = tab == TimelineTab.Following ? "/home" : http.Request.Path == "/" ? "/" : "/city";
        var place = tab == TimelineTab.Following ? FilterPlaces.Home : FilterPlaces.Public;
        if (WantsCards(http)) return Fragment(cards, reader, path, place);
        var shape = new TimelineShape(tab, path, !reader.IsStranger, cards.Count == 0, cards.Count == PageRange.UsualPosts, before is not null);
        var head = await Head(http, tab == TimelineTab.City ? http.Words()["posts.city"] : http.Words()["posts.following"], tab == TimelineTab.Following ? "following" : path == "/" ? "home" : "city");
        var drawn = await frames.Of(head.Language, shape);
        var composer = await composers.WithVoices(http, composers.New(path), http.RequestAborted);
        var fill = new TimelineFrames.Fill(composer.Key, cards.Count == 0 ? 0 : cards[^1].Sight.PostId, composer.Voices, shelf.Stream(cards, reader, path, place: place));
        return Web.Page.Of(head with { Next = shape.Older ? Older(path, cards) : null }, output => drawn.Write(output, fill));
    }

    /// <summary>The script asks for the cards alone when its reader wants to see what is new.</summary>
    public static bool WantsCards(HttpContext http) => http.Request.Headers["X-Fragment"] == "cards";

    /// <param name="path">Where the forms of the cards lead back to.</param>
    public IResult Fragment(IReadOnlyList<Card> cards, Reader reader, string path, FilterPlaces place = FilterPlaces.Public)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        shelf.Stream(cards, reader, path, place: place)(buffer);
        return Results.Bytes(buffer.WrittenMemory, "text/html; charset=utf-8");
    }
}
