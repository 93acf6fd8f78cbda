using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Halls;
using Zhibo.Posts;
using Zhibo.Posts.Pages;
using Zhibo.Shared.Text;
using Zhibo.Trends.Counting;
using Zhibo.Trends.Hosts;

namespace Zhibo.Trends.Pages;

/// <summary>Trends and hosts as pages show them.</summary>
internal sealed class TrendViews(TrendBoard board, HostBook book, HallBook halls)
{
    /// <summary>Of the curve on a topic's page.</summary>
    private const int LongCurve = 72;

    /// <summary>The hall whose trends are the city's.</summary>
    public HallEntry? City => board.City;

    /// <summary>The city's list stands at /topics where it has no main hall.</summary>
    public static string ListOf(HallEntry? hall) => hall is null ? "/topics" : hall.Path + "/topics";

    /// <param name="hall">Null: the city, by its main hall where it has one.</param>
    /// <param name="most">Of the list.</param>
    public IReadOnlyList<TrendView> Of(HallEntry? hall, int most = TrendBoard.Most) => [.. board.Of(hall ?? board.City, most).Select(t => View(t, hall ?? board.City))];

    /// <summary>The place of a topic in the list that most people see: the city's, else that of the first hall in which it has one.</summary>
    public TrendView? Of(Topic topic)
    {
        // Most topics rest: no list is made to find out.
        if (board.Figures(null, topic.Id).People < Velocity.LeastMembers) return null;
        foreach (var hall in halls.Now.All.OrderByDescending(h => h.Hall.IsMain).Cast<HallEntry?>().Prepend(board.City).Distinct())
        {
            if (board.Of(hall).FirstOrDefault(t => t.Topic.Id == topic.Id) is not { } trend) continue;
            return View(trend, hall) with { Hours = board.Hours(hall, topic.Id, LongCurve) };
        }
        return null;
    }

    public IReadOnlyList<KeptOutView> KeptOut(Topic topic) =>
        [.. halls.Now.All.Select(h => (Hall: h, Row: book.KeptOut(h.Hall.Id, topic.Id))).Where(k => k.Row is not null).Select(k => new KeptOutView(k.Hall.Hall.Name, k.Hall.Home, k.Row!.Reason, k.Row.Since))];

    /// <summary>Null where nobody hosts it, or whoever did is closed.</summary>
    public HostView? Host(Topic topic)
    {
        if (book.Of(topic.Id) is not { IsOver: false } hosting) return null;
        var text = hosting.Row.Introduction;
        return new(Author(hosting.Agency), hosting.Row.Since, !hosting.IsActive)
        {
            IntroductionHtml = text.Length == 0 ? "" : PostHtml.Render(text, PostText.Parse(text), _ => null, TopicName.Path),
        };
    }

    public static AuthorView Author(AgencyNode agency) => new(agency.Handle, agency.Nickname, AccountKind.Agency) { Sealed = agency.Sealed, Seal = agency.Seal, AvatarUrl = agency.AvatarUrl };

    private TrendView View(Trend trend, HallEntry? hall) => new(trend.Rank, TopicName.Display(trend.Topic.Name), trend.Figures, hall is null || hall.Hall.IsMain ? "" : hall.Hall.Name, ListOf(hall))
    {
        Hours = trend.Hours,
        Host = book.Of(trend.Topic.Id) is { IsActive: true } hosting ? Author(hosting.Agency) : null,
    };
}
