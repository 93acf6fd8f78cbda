using System.Globalization;
using System.Text.Encodings.Web;
using Zhibo.Accounts;
using Zhibo.Posts;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Search.Asking;
using Zhibo.Search.ByName;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Search.Pages;

/// <summary>What was asked for, as a page.</summary>
internal sealed class SearchPages(FindPosts posts, FindNames names, StreamPage stream, CardShelf shelf, HeadParts<Question> parts, HtmlEncoder encoder)
{
    private const int RowsPerPage = 20;

    /// <summary>Above the posts stand the few that the words name best.</summary>
    private const int NamedAccounts = 3, NamedTopics = 2;
    private const int LongestBio = 100;

    /// <param name="Before">Newest first: below this id.</param>
    /// <param name="Skip">Otherwise: how many are passed over.</param>
    public sealed record Asked(Question Question, SearchTab Tab, SearchOrder Order, long? Before, int Skip);

    public async Task<IResult> Show(HttpContext http, Asked asked, CancellationToken ct)
    {
        var reader = await stream.Reader(http, ct);
        var view = new SearchView(asked.Question, asked.Tab) { Order = asked.Order };
        var page = asked.Question.IsEmpty || asked.Question.Unreadable ? (view, [])
            : asked.Tab switch
            {
                SearchTab.Accounts => (await Accounts(view, asked, reader, ct), []),
                SearchTab.Topics => (await Topics(view, asked, ct), []),
                _ => await Posts(http, view, asked, reader, ct),
            };
        return await Send(http, page.Item1, page.Item2, reader);
    }

    private async Task<IResult> Send(HttpContext http, SearchView view, IReadOnlyList<Card> cards, Reader reader)
    {
        var words = http.Words();
        var title = view.Question.Text.Length == 0 ? words["search.title"] : words["search.title_of", view.Question.Text];
        var head = view.Question.IsEmpty ? await stream.Head(http, title, "search") : await stream.Head(http, title, "search", parts, view.Question);
        // Results are no page of their own: search engines find the posts themselves.
        return Web.Page.Of<SearchPage>(head with { Robots = "noindex", Next = view.Older }, new Dictionary<string, object?> { [nameof(SearchPage.View)] = view },
            view.Question.Unreadable ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
            new Dictionary<string, Action<System.Buffers.IBufferWriter<byte>>>
            {
                [nameof(SearchPage.Cards)] = Marked.Cards(shelf.Stream(cards, reader, http.Request.Path + http.Request.QueryString), view.Question.Runs),
            });
    }

    private async Task<(SearchView, IReadOnlyList<Card>)> Posts(HttpContext http, SearchView view, Asked asked, Reader reader, CancellationToken ct)
    {
        var found = await posts.Run(new(asked.Question, reader, stream.CardsFor(http), new(asked.Before, Limit: RowsPerPage)) { Order = asked.Order, Skip = asked.Skip }, ct);
        var first = asked.Before is null && asked.Skip == 0;
        var path = view.PathOf(SearchTab.Posts, asked.Order);
        var text = first ? asked.Question.Words : "";
        return (view with
        {
            Accounts = Rows(await names.Accounts(text, reader, 0, NamedAccounts, ct), asked.Question),
            Topics = Rows(await names.Topics(text, 0, NamedTopics, ct), asked.Question),
            Empty = found.Cards.Count == 0,
            NobodyThere = found.NobodyThere,
            Older = found.Next is { } next ? $"{path}&{(asked.Order == SearchOrder.Best ? "skip" : "before")}={next.ToString(CultureInfo.InvariantCulture)}" : null,
            First = first ? null : path,
        }, found.Cards);
    }

    private async Task<SearchView> Accounts(SearchView view, Asked asked, Reader reader, CancellationToken ct)
    {
        var found = await names.Accounts(asked.Question.Words, reader, asked.Skip, RowsPerPage + 1, ct);
        return view with { Accounts = Rows(found.Take(RowsPerPage), asked.Question), Empty = found.Count == 0, Older = More(view, asked, found.Count) };
    }

    private async Task<SearchView> Topics(SearchView view, Asked asked, CancellationToken ct)
    {
        var found = await names.Topics(asked.Question.Words, asked.Skip, RowsPerPage + 1, ct);
        return view with { Topics = Rows(found.Take(RowsPerPage), asked.Question), Empty = found.Count == 0, Older = More(view, asked, found.Count) };
    }

    private static string? More(SearchView view, Asked asked, int found) => found <= RowsPerPage || asked.Skip + RowsPerPage > FindNames.Deepest ? null
        : $"{view.PathOf(asked.Tab)}&skip={(asked.Skip + RowsPerPage).ToString(CultureInfo.InvariantCulture)}";

    private List<FoundAccount> Rows(IEnumerable<Account> accounts, Question question) =>
        [.. accounts.Select(a => new FoundAccount(PostViews.Author(a), Marked.InText(a.Nickname, question.Runs, encoder), PostHtml.Plain(a.Bio, LongestBio)))];

    private List<FoundTopic> Rows(IEnumerable<Topic> topics, Question question) =>
        [.. topics.Select(t => new FoundTopic(Marked.InText(TopicName.Display(t.Name), question.Runs, encoder), TopicName.Path(t.Name), t.PostsCount, Ids.TimeOf(t.LastPostId)))];
}
