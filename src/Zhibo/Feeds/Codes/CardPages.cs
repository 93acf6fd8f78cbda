using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Lines;
using Zhibo.Data;
using Zhibo.Feeds.Sources;
using Zhibo.Posts.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Feeds.Codes;

/// <summary>The page that is printed and cut into cards, or hung on a door.</summary>
internal sealed class CardPages(Db db, LineList lines, PageWriter pages, Assets assets, PageFrame frame)
{
    private const string Poster = "poster";

    public static string PathOf(string handle, bool poster = false) => $"/qr/{AccountFeeds.Kind}/{Uri.EscapeDataString(handle)}/card{(poster ? "?form=" + Poster : "")}";

    public async Task<IResult> Show(HttpContext http, string handle, string? form, CancellationToken ct)
    {
        if (await new FindAccount(db).Run(handle, ct) is not { } account) throw new Refusal(RefusalKind.NotFound, "posts.no_account");
        if (account.Handle != handle) return Results.LocalRedirect(PathOf(account.Handle, form == Poster));
        var site = new Uri(frame.SiteUrl(http));
        var view = new CardView(PostViews.Author(account), assets.Url("cards.css"), $"{site.Authority}/@{account.Handle}", form == Poster) { Qr = $"/qr/{AccountFeeds.Kind}/{account.Handle}.svg" };
        view = await db.Agencies.FirstOrDefaultAsync(a => a.Id == account.Id, ct) is { } agency ? await With(view, agency, ct) : view with { Unit = account.Unit };
        return Results.Content(await pages.Render<CardPage>(http.Language(), new Dictionary<string, object?> { [nameof(CardPage.View)] = view }), "text/html; charset=utf-8");
    }

    private async Task<CardView> With(CardView view, Agency agency, CancellationToken ct)
    {
        var line = lines.Of(agency.LineKey)?.Name;
        var region = await db.Regions.Where(r => r.Code == agency.RegionCode).Select(r => r.Name).FirstOrDefaultAsync(ct);
        var field = string.Join(" · ", new[] { line, region }.OfType<string>());
        (string, string)[] facts = [("feeds.card.phone", agency.Phone), ("feeds.card.hours", agency.Hours), ("feeds.card.place", agency.Address)];
        return view with
        {
            Unit = agency.Name == view.Who.Nickname ? null : Bidi.Strip(agency.Name),
            Field = field.Length == 0 ? null : field,
            Facts = [.. facts.Where(f => f.Item2.Length > 0).Select(f => (f.Item1, Bidi.Strip(f.Item2)))],
        };
    }
}
