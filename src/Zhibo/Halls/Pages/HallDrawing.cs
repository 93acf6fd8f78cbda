using System.Text;
using Zhibo.Halls.Blocks;
using Zhibo.Halls.Members;

namespace Zhibo.Halls.Pages;

/// <summary>Draws the blocks of a hall in the order its administrators gave them.</summary>
internal sealed class HallDrawing(IEnumerable<HallBlock> blocks, HallBook book, CountHall count)
{
    private readonly IReadOnlyList<HallBlock> all = [.. blocks];

    public IReadOnlyList<HallBlock> All => all;

    public async ValueTask<HallHeadView> Head(HallEntry entry, Membership members, CancellationToken ct) =>
        new(entry.Hall, await count.Of(entry, members, ct), entry.Path + "/agencies");

    public IReadOnlyList<EmergencyView> Emergencies(HallEntry entry) =>
        [.. book.Now.EmergenciesAt(entry).Select(h => Emergency(h, own: h.Hall.Id == entry.Hall.Id))];

    private static EmergencyView Emergency(HallEntry from, bool own) =>
        new(from.Hall.Emergency!, from.Hall.EmergencySince!.Value, own ? null : from.Hall.Name, own ? null : from.Home);

    /// <param name="postsOnly">On older pages and behind filters the reader wants posts.</param>
    public async ValueTask<IReadOnlyList<DrawnBlock>> Stream(HallAsk ask, bool postsOnly, CancellationToken ct)
    {
        List<DrawnBlock> drawn = [];
        foreach (var (block, _, hidden) in ask.Entry.Layout.Place(all, side: false))
        {
            if (block.Key == HallBlock.Posts && !hidden) drawn.Add(new(block.Key, null));
            else if (!hidden && !postsOnly && await block.Html(ask, ct) is { } html) drawn.Add(new(block.Key, html));
        }
        return drawn;
    }

    /// <summary>The right column as UTF-8 HTML.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> Side(HallAsk ask, CancellationToken ct)
    {
        var html = new StringBuilder();
        foreach (var (block, _, hidden) in ask.Entry.Layout.Place(all, side: true))
            if (!hidden) html.Append(await block.Html(ask, ct));
        return Encoding.UTF8.GetBytes(html.ToString());
    }
}
