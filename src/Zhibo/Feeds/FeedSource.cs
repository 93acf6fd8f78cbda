using Zhibo.Accounts;
using Zhibo.Data;

namespace Zhibo.Feeds;

/// <summary>A kind of thing that can be followed and shown elsewhere: <c>/feeds/{Kind}/{name}.rss</c>, <c>/embed/{Kind}/{name}</c>,
/// <c>/qr/{Kind}/{name}.png</c>. A capability that has such things (searches) registers one of these.</summary>
/// <param name="Kind">The word in the addresses: accounts.</param>
/// <param name="Find">By the name in the address; null when there is nothing of this name that strangers may see.</param>
public sealed record FeedSource(string Kind, Func<Db, string, CancellationToken, Task<FeedSubject?>> Find)
{
    /// <summary>The name behind the address of a page (<c>/@wang</c> gives wang), or null where the page shows something else.</summary>
    public required Func<Uri, string?> NameIn { get; init; }
}

/// <summary>What a feed is about.</summary>
/// <param name="Kind">As in <see cref="FeedSource.Kind"/>.</param>
/// <param name="Name">As it stands in addresses; empty where the kind has only one.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Path">Local address of its page.</param>
public sealed record FeedSubject(string Kind, string Name, string Title, string Path)
{
    /// <summary>One line about it.</summary>
    public string About { get; init; } = "";

    /// <summary>Whose it is: their face and seal stand at its head.</summary>
    public Account? Account { get; init; }

    /// <summary>When it began: the date of a feed without posts.</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Ids of its newest public posts, newest first, at most so many.</summary>
    public required Func<int, CancellationToken, Task<List<long>>> Newest { get; init; }

    public string FeedPath(string format) =>
        Name.Length == 0 ? $"/feeds/{Kind}.{format}" : $"/feeds/{Kind}/{Uri.EscapeDataString(Name)}.{format}";
}
