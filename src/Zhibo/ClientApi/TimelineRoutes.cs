using Zhibo.Accounts;
using Zhibo.Posts;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Shared.Http;
using Zhibo.Shared.Text;

namespace Zhibo.ClientApi;

/// <summary>
/// Home, public and topic timelines. The hottest routes of the site: everything they need is given to them once, and a
/// warm request asks no database.
/// </summary>
internal sealed class TimelineRoutes(TimelineReader timelines, Readers readers, Places places, TopicIds topics)
{
    private const int LongestTopic = 200;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/timelines/home", Home);
        api.MapGet("/v1/timelines/public", Public);
        api.MapGet("/v1/timelines/tag/{name}", Topic);
    }

    private async Task Home(HttpContext http)
    {
        var caller = http.RequireScope("read:statuses");
        var reader = await readers.Of(caller.AccountId, http.RequestAborted);
        var (place, page) = (places.Of(http), http.Page());
        var cards = await timelines.Home(reader, page, place.Cards, http.RequestAborted);
        await Answers.Statuses(http, cards, reader, Paging.Link(http, place, cards));
    }

    private async Task Public(HttpContext http)
    {
        var (place, page, reader) = (places.Of(http), http.Page(), await ReaderOf(http));
        var cards = HasOnlyOthers(http) ? [] : await timelines.Public(reader, page, place.Cards, http.RequestAborted, Only(http));
        await Answers.Statuses(http, cards, reader, Paging.Link(http, place, cards));
    }

    private async Task Topic(HttpContext http)
    {
        var (place, page, reader) = (places.Of(http), http.Page(), await ReaderOf(http));
        var empty = HasOnlyOthers(http);
        Fields.OfQuery(http).Refuse("any", "all", "none");
        var name = RawPath.Segment(http, 5, http.Request.RouteValues["name"] as string ?? "");
        var topic = empty || name.Length > LongestTopic ? null : await topics.Find(TopicName.Key(name), http.RequestAborted);
        // Nobody has written about it yet.
        var cards = topic is { } id ? await timelines.Topic(reader, id, page, place.Cards, http.RequestAborted, Only(http)) : [];
        await Answers.Statuses(http, cards, reader, Paging.Link(http, place, cards));
    }

    private ValueTask<Reader> ReaderOf(HttpContext http) => http.Caller() is null ? readers.Of(0) : http.ReaderWith("read:statuses");

    /// <summary>Only posts that show something, where that is asked for.</summary>
    private static Func<Sight, bool>? Only(HttpContext http) =>
        http.Request.QueryString.HasValue && Fields.OfQuery(http).Flag("only_media") == true ? post => post.HasMedia : null;

    /// <summary>Only posts of other servers: there are none.</summary>
    private static bool HasOnlyOthers(HttpContext http)
    {
        if (!http.Request.QueryString.HasValue) return false;
        var fields = Fields.OfQuery(http);
        return fields.Flag("remote") == true && fields.Flag("local") != true;
    }
}
