using Zhibo.Accounts.Acting;
using Zhibo.Media.Pages;
using Zhibo.Web;

namespace Zhibo.Desk;

/// <summary>What a list of a queue is asked for.</summary>
/// <param name="Show">One of the queue's <see cref="DeskQueue.Tabs"/>.</param>
public sealed record DeskAsk(long AgencyId, long UserId, string Show)
{
    /// <summary>Words to look for; empty: everything.</summary>
    public string Query { get; init; } = "";

    /// <summary>From <see cref="DeskList.More"/> of the page before.</summary>
    public string? After { get; init; }
}

/// <summary>A line of a queue.</summary>
/// <param name="When">Since when it waits.</param>
public sealed record DeskRow(long Id, string Title, string Excerpt, DateTimeOffset When)
{
    /// <summary>In small print under the text: who has it, where it came from.</summary>
    public string Note { get; init; } = "";

    /// <summary>A short state in the page's language.</summary>
    public string Chip { get; init; } = "";

    /// <summary>Tone of the chip: jade, amber, red, blue or empty.</summary>
    public string Tone { get; init; } = "";

    /// <summary>How much of its time is left, 1 to 0, drawn as a ring; null has no clock.</summary>
    public double? Left { get; init; }
}

/// <param name="More">Leads to the following lines; null at the end.</param>
public sealed record DeskList(IReadOnlyList<DeskRow> Rows, string? More = null);

/// <summary>An item opened at the right, as encoded markup without a heading.</summary>
public sealed record DeskSheet(string Title, string Html);

/// <summary>Who looks at an item, and through which request.</summary>
public sealed record DeskVisit(HttpContext Http, ActingSeat Seat, long UserId)
{
    /// <summary>Why the form that was sent from the sheet was not taken, in the page's language, and what stood in it.</summary>
    public string? Fault { get; init; }

    public string Typed { get; init; } = "";

    /// <summary>The files that were sent with it.</summary>
    public IReadOnlyList<MediaView> Media { get; init; } = [];
}

/// <summary>A list of things that wait at a desk: the one seam by which a module puts its work before the people of an
/// agency. Place in the menu, count, list, item and live numbers follow from it.</summary>
/// <param name="Key">In <c>/desk/{handle}/q/{Key}</c>; letters only.</param>
/// <param name="Word">Word key of its name.</param>
/// <param name="Icon">A name the icon sheet knows.</param>
/// <param name="Group">Word key of the heading it stands under.</param>
/// <param name="Order">Lower comes first.</param>
public sealed record DeskQueue(string Key, string Word, string Icon, string Group, int Order)
{
    /// <summary>Needed to see it.</summary>
    public ActingRights Rights { get; init; } = ActingRights.Desk;

    /// <summary>Its views, as (key in the address, word key); the first is shown when none is named.</summary>
    public IReadOnlyList<(string Key, string Word)> Tabs { get; init; } = [("open", "desk.tab.open")];

    /// <summary>Whether words can be looked for.</summary>
    public bool Searches { get; init; }

    /// <summary>How many wait: account of the agency, user who asks.</summary>
    public required Func<long, long, CancellationToken, ValueTask<int>> Count { get; init; }

    /// <summary>A page of lines, the longest waiting first.</summary>
    public required Func<DeskVisit, DeskAsk, CancellationToken, Task<DeskList>> List { get; init; }

    /// <summary>The item with its forms; null when there is none of this number at this agency.</summary>
    public required Func<DeskVisit, long, CancellationToken, Task<DeskSheet?>> Item { get; init; }
}

public static class DeskQueues
{
    /// <summary>Adds a queue with its place in the menu and its number.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services, Func<IServiceProvider, DeskQueue> make)
    {
        services.AddSingleton(make);
        services.AddSingleton(provider => Place(make(provider)));
        services.AddSingleton(provider => Number(make(provider)));
        return services;
    }

    private static StaffPlace Place(DeskQueue queue) =>
        new(StaffMenuKind.Desk, queue.Key, "/q/" + queue.Key, queue.Icon, queue.Word, queue.Group, queue.Order) { Rights = (int)queue.Rights };

    private static StaffCount Number(DeskQueue queue) => new(queue.Key, queue.Count);
}
