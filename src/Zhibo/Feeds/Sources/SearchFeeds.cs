using Zhibo.Search.Asking;
using Zhibo.Search.Pages;
using Zhibo.Web;

namespace Zhibo.Feeds.Sources;

/// <summary>What a search finds, as strangers see it, under <c>search</c>.</summary>
internal sealed class SearchFeeds(IServiceScopeFactory scopes, SiteFace site)
{
    public const string Kind = "search";

    // The question stands behind the path of its page: from the path alone nothing is known.
    public FeedSource Source => new(Kind, (_, text, _) => Task.FromResult(Question.Of(text, site.Zone) is { IsEmpty: false, Unreadable: false } question ? Of(question) : null)) { NameIn = _ => null };

    /// <summary>A search costs the same whatever it is asked for.</summary>
    public static void Count(HttpContext http, string kind)
    {
        if (kind == Kind) http.RequestServices.GetRequiredService<SearchGate>().Take(http);
    }

    public FeedSubject Of(Question question) => new(Kind, question.Text, question.Text, "/search?q=" + Uri.EscapeDataString(question.Text))
    {
        Newest = async (count, ct) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<FindPosts>().Public(question, count, ct);
        },
    };
}
