using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Halls.Pages;
using Zhibo.Posts.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Trends.Counting;
using Zhibo.Web;

namespace Zhibo.Trends.Pages;

/// <summary>Topics: what rises, what was said last, and each with its stream.</summary>
internal static class TopicRoutes
{
    private const int TopicsPerPage = 50, Rising = 10;

    public static void MapTopics(this IEndpointRouteBuilder pages)
    {
        var same = pages.MapGroup("").WithMetadata(SameForStrangers.Mark);
        same.MapGet("/topics", All);
        same.MapGet("/topics/{name}", (HttpContext http, string name, TopicPages topics, long? before, CancellationToken ct) => topics.Show(http, name, before, ct));
        same.MapGet("/halls/{slug}/topics", OfHall);
        same.MapGet("/trends", How);
    }

    private static async Task<IResult> All(HttpContext http, StreamPage stream, TrendViews trends, Db db, long? before, CancellationToken ct)
    {
        var topics = await db.Topics.Where(t => t.PostsCount > 0 && t.LastPostId < (before ?? long.MaxValue))
            .OrderByDescending(t => t.LastPostId).Take(TopicsPerPage).ToListAsync(ct);
        return Page.Of<TopicsPage>(await stream.Head(http, http.Words()["web.topics"], "topics"), new Dictionary<string, object?>
        {
            [nameof(TopicsPage.Trends)] = before is null ? trends.Of((HallEntry?)null, Rising) : [],
            [nameof(TopicsPage.Topics)] = topics.Select(t => new TopicRow(t.Name, TopicName.Path(t.Name), t.PostsCount, Ids.TimeOf(t.LastPostId))).ToList(),
            [nameof(TopicsPage.Older)] = topics.Count == TopicsPerPage ? $"/topics?before={topics[^1].LastPostId.ToString(CultureInfo.InvariantCulture)}" : null,
        });
    }

    private static async Task<IResult> OfHall(HttpContext http, string slug, HallBook book, TrendViews trends, HallHeads heads, PageFrame frame)
    {
        var hall = book.Now.BySlug(slug) ?? throw new Refusal(RefusalKind.NotFound, "halls.no_hall");
        var title = http.Words()["trends.of", Bidi.Strip(hall.Hall.Name)];
        var head = await heads.Of(http, hall, title, "topics");
        return Page.Of<HallTrendsPage>(head with { Canonical = frame.SiteUrl(http) + TrendViews.ListOf(hall), Description = http.Words()["trends.description", Velocity.WindowHours] }, new Dictionary<string, object?>
        {
            [nameof(HallTrendsPage.View)] = new TrendsView(title, hall.Home, trends.Of(hall)) { Everybody = hall.Hall.IsMain },
        });
    }

    private static async Task<IResult> How(HttpContext http, StreamPage stream) =>
        Page.Of<HowPage>(await stream.Head(http, http.Words()["trends.how"], "topics"), new Dictionary<string, object?>());
}
