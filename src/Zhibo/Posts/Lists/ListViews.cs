using Zhibo.Posts.Pages;

namespace Zhibo.Posts.Lists;

/// <summary>A list among others.</summary>
/// <param name="Holds">Of the account that is to be put into lists: it is in this one.</param>
public sealed record ListLine(ReadingList List, int Members, bool Holds = false);

public sealed record ListsView(IReadOnlyList<ListLine> Lists)
{
    /// <summary>Set where an account is to be put into lists.</summary>
    public AuthorView? For { get; init; }
}

public sealed record ListStreamView(ReadingList List, int Members)
{
    public bool Empty { get; init; }

    public string? Older { get; init; }

    public string? Newest { get; init; }
}

/// <param name="Typed">A name that was not found.</param>
public sealed record ListForm(ReadingList List, IReadOnlyList<AccountRow> Members, string Typed = "");
