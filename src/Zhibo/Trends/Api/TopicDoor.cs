using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Trends.Hosts;
using Zhibo.Trends.Pages;

namespace Zhibo.Trends.Api;

/// <summary>Topics and trends as programs see them.</summary>
internal sealed class TopicDoor(Db db, TrendBoard board, HostBook book, HallBook halls, TopicFrame frame, PageFrame site)
{
    private const int Hours = 72;

    public IReadOnlyList<TrendJson> Trends(HttpContext http, string slug)
    {
        var hall = halls.Now.BySlug(slug) ?? throw new Refusal(RefusalKind.NotFound, "halls.no_hall");
        var root = site.SiteUrl(http);
        return [.. board.Of(hall).Select(t => Of(t, root, http.Words()))];
    }

    public async Task<TopicJson> Topic(HttpContext http, string name, CancellationToken ct)
    {
        if (!InputText.CleanLine(name, PostText.LongestTopic).Ok || TopicName.Key(name) is not { Length: > 0 } key) throw new Refusal(RefusalKind.NotFound, "trends.no_topic");
        var topic = await db.Topics.FirstOrDefaultAsync(t => t.Key == key, ct) ?? throw new Refusal(RefusalKind.NotFound, "trends.no_topic");
        return new()
        {
            Id = Text(topic.Id),
            Name = TopicName.Display(topic.Name),
            Url = TrendJson.UrlOf(site.SiteUrl(http), topic.Name),
            Posts = topic.PostsCount,
            PeopleInWeek = board.People(topic.Id),
            Figures = TrendFiguresJson.Of(board.Figures(null, topic.Id)),
            Hours = TrendJson.HoursOf(board.Hours(null, topic.Id, Hours)),
            Host = HostOf(topic),
            Pinned = [.. (await frame.Pinned(db, topic.Id, ct)).Select(Text)],
            KeptOut = [.. halls.Now.All.Select(h => (h.Hall.Slug, Row: book.KeptOut(h.Hall.Id, topic.Id))).Where(k => k.Row is not null).Select(k => new KeptOutJson(k.Slug, k.Row!.Reason, k.Row.Since))],
        };
    }

    private TopicHostJson? HostOf(Topic topic) => book.Of(topic.Id) is not { IsOver: false } hosting ? null : new()
    {
        Handle = hosting.Agency.Handle,
        Name = hosting.Agency.Nickname,
        Since = hosting.Row.Since,
        Introduction = hosting.IsActive ? hosting.Row.Introduction : "",
        Resting = !hosting.IsActive,
    };

    private TrendJson Of(Trend trend, string root, Words words) => new()
    {
        Rank = trend.Rank,
        Name = TopicName.Display(trend.Topic.Name),
        Url = TrendJson.UrlOf(root, trend.Topic.Name),
        Reason = TrendWords.Reason(trend.Figures, words),
        Figures = TrendFiguresJson.Of(trend.Figures),
        Hours = TrendJson.HoursOf(trend.Hours),
        Host = book.Of(trend.Topic.Id) is { IsActive: true } hosting ? hosting.Agency.Handle : null,
    };

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
