using Zhibo.Agencies.Lines;
using Zhibo.Regions.Reading;
using Zhibo.Web;

namespace Zhibo.Halls.Blocks;

/// <summary>The block that leads into a hall's directory: its lines and the regions below, with their numbers.</summary>
internal sealed class DirectoryTeasers(PageWriter pages, RegionTree regions, LineList lines)
{
    private const int MostLinks = 12;

    public async ValueTask<string?> Draw(HallAsk ask, CancellationToken ct)
    {
        if (ask.Members.Count == 0) return null;
        var members = ask.Members;
        var teaser = new DirectoryTeaser(ask.Entry.Path + "/agencies")
        {
            Lines = [.. lines.Now.Where(l => members.ByLine.ContainsKey(l.Key)).Select(l => new TeaserLink(l.Key, l.Name, members.ByLine[l.Key])).OrderByDescending(l => l.Count).Take(MostLinks)],
            Regions = [.. regions.Now.Children(ask.Hall.RegionCode).Select(r => new TeaserLink(r.Code, r.ShortName, members.CountIn(r.Code))).Where(r => r.Count > 0).Take(MostLinks)],
        };
        return await pages.Render<DirectoryBlock>(ask.Language, new Dictionary<string, object?> { [nameof(DirectoryBlock.View)] = teaser });
    }
}
