using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Halls.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Trends.Hosts;

namespace Zhibo.Trends.Pages;

/// <summary>What the administration of a hall sees of its topics.</summary>
public sealed record HallTopicsView(HallEntry Entry, IReadOnlyList<TrendView> Trends, IReadOnlyList<KeptOutRow> KeptOut)
{
    /// <summary>What was typed and not taken: act, topic, agency and reason.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();
}

public sealed record KeptOutRow(string Name, string Reason, DateTimeOffset Since);

/// <summary>/admin/halls/{slug}/topics: topics kept out and let back, hosts given and taken away.</summary>
internal static class HallTopicRoutes
{
    public static void MapHallTopics(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/halls/{slug}/topics", (HttpContext http, string slug, HallTopics topics, CancellationToken ct) => topics.Show(http, slug, null, null, ct));
        pages.MapPost("/admin/halls/{slug}/topics", Act);
    }

    private static async Task<IResult> Act(HttpContext http, string slug, HallTopics topics, KeepOut keep, GiveTopic give, TakeTopicAway take, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var hall = topics.Hall(slug);
        var form = await FormPages.Read(http, ct);
        var (act, topic, reason) = (form["act"].ToString(), form["topic"].ToString(), form["reason"].ToString());
        return await FormPages.Try(async () =>
        {
            await (act switch
            {
                "keep_out" => keep.Run(new(caller, hall.Hall.Id, topic, reason), ct),
                "let_back" => keep.Run(new(caller, hall.Hall.Id, topic, null), ct),
                "give" => give.Run(new(caller, topic, form["agency"].ToString()), ct),
                "take_away" => take.Run(new(caller, topic, reason), ct),
                _ => throw new Refusal(RefusalKind.Invalid, "halls.no_act"),
            });
            return Results.LocalRedirect($"/admin/halls/{slug}/topics?done=trends.changed");
        }, refusal => topics.Show(http, slug, form.ToDictionary(f => f.Key, f => f.Value.ToString()), refusal, ct));
    }
}

/// <summary>The page of the administration.</summary>
internal sealed class HallTopics(HallBook halls, TrendViews trends, HostBook book, StaffFrame frame, Db db)
{
    public HallEntry Hall(string slug) => halls.Now.BySlug(slug) ?? throw new Refusal(RefusalKind.NotFound, "halls.no_hall");

    public async Task<IResult> Show(HttpContext http, string slug, IReadOnlyDictionary<string, string>? typed, Refusal? refusal, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var hall = Hall(slug);
        var kept = book.KeptOutOf(hall.Hall.Id);
        var ids = kept.Select(k => k.TopicId).ToList();
        var names = await db.Topics.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => TopicName.Display(t.Name), ct);
        var view = new HallTopicsView(hall, trends.Of(hall), [.. kept.Where(k => names.ContainsKey(k.TopicId)).Select(k => new KeptOutRow(names[k.TopicId], k.Reason, k.Since))])
        {
            Typed = typed ?? new Dictionary<string, string>(),
        };
        var head = await frame.Admin(http, hall.Hall.Name, "halls");
        return FormPages.Show<HallTopicsPage, HallTopicsView>(http, head with { ExtraHtml = HallHeads.ThemeLink(hall.Hall) }, view, refusal);
    }
}
