using Zhibo.Accounts;
using Zhibo.Posts.Reading;
using Zhibo.Search.Asking;
using Zhibo.Search.ByName;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Search.Pages;

internal static class SearchRoutes
{
    private const int SuggestedAccounts = 5, SuggestedTopics = 3;

    /// <param name="Text">What is offered.</param>
    /// <param name="Hint">What tells it from others of its name.</param>
    /// <param name="Url">Its page.</param>
    private sealed record Suggestion(string Text, string Hint, string Url);

    public static void MapSearchPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/search", Show);
        pages.MapGet("/search/suggest", Suggest);
    }

    private static async Task<IResult> Show(HttpContext http, SearchPages pages, SearchGate gate, SiteFace site, string? q, string? type, string? sort, long? before, int? skip, CancellationToken ct)
    {
        var question = Question.Of(q, site.Zone);
        if (!question.IsEmpty) gate.Take(http);
        var tab = Enum.TryParse<SearchTab>(type, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : SearchTab.Posts;
        return await pages.Show(http, new(question, tab, sort == "best" ? SearchOrder.Best : SearchOrder.Newest, before, Math.Max(0, skip ?? 0)), ct);
    }

    private static async Task<IResult> Suggest(HttpContext http, FindNames names, Readers readers, SearchGate gate, SiteFace site, string? q, CancellationToken ct)
    {
        var question = Question.Of(q, site.Zone);
        if (question.Words.Length == 0) return Results.Json(Array.Empty<Suggestion>());
        gate.TakeSuggestion(http);
        var words = http.Words();
        var topicsAlone = question.Text[0] is '#' or '\uFF03';
        var accounts = topicsAlone ? [] : await names.Accounts(question.Words, await readers.Of(http.Caller(), ct), 0, SuggestedAccounts, ct);
        var topics = question.Text[0] is '@' or '\uFF20' ? [] : await names.Topics(question.Words, 0, SuggestedTopics, ct);
        http.Response.Headers.CacheControl = "private, max-age=30";
        return Results.Json<IEnumerable<Suggestion>>(
        [
            .. accounts.Where(a => a.FrozenAt is null).Select(a => new Suggestion(a.Nickname, a.Unit ?? "@" + a.Handle, "/@" + a.Handle)),
            .. topics.Select(t => new Suggestion($"#{TopicName.Display(t.Name)}#", words["posts.count", HumanCount.Of(t.PostsCount, words)], TopicName.Path(t.Name))),
        ]);
    }
}
