using Zhibo.Posts.Pages;
using Zhibo.Search.Asking;

namespace Zhibo.Search.Pages;

public enum SearchTab
{
    Posts,
    Accounts,
    Topics,
}

/// <summary>What the page of the search shows.</summary>
public sealed record SearchView(Question Question, SearchTab Tab)
{
    public SearchOrder Order { get; init; }

    /// <summary>On the page of posts, the few that the words name best.</summary>
    public IReadOnlyList<FoundAccount> Accounts { get; init; } = [];

    public IReadOnlyList<FoundTopic> Topics { get; init; } = [];

    /// <summary>Nothing was found.</summary>
    public bool Empty { get; init; }

    public bool NobodyThere { get; init; }

    public string? Older { get; init; }

    /// <summary>The page without paging, where this one is a later page.</summary>
    public string? First { get; init; }

    public string PathOf(SearchTab tab, SearchOrder order = SearchOrder.Newest) => PathOf(Question.Text, tab, order);

    public static string PathOf(string text, SearchTab tab = SearchTab.Posts, SearchOrder order = SearchOrder.Newest) =>
        "/search?q=" + Uri.EscapeDataString(text)
        + (tab == SearchTab.Posts ? "" : "&type=" + tab.ToString().ToLowerInvariant())
        + (order == SearchOrder.Newest ? "" : "&sort=best");
}

/// <param name="NameHtml">The nickname with what was found marked.</param>
/// <param name="Bio">Plain text.</param>
public sealed record FoundAccount(AuthorView Account, string NameHtml, string? Bio);

public sealed record FoundTopic(string NameHtml, string Url, long Posts, DateTimeOffset LastAt);
