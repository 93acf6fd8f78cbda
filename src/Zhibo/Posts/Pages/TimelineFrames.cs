using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>The few forms a timeline page can take.</summary>
/// <param name="Older">Leads on to older posts.</param>
/// <param name="Back">Is itself an older page.</param>
public readonly record struct TimelineShape(TimelineTab Tab, bool SignedIn, bool Empty, bool Older, bool Back)
{
    public string Path => Tab == TimelineTab.City ? "/" : "/home";
}

/// <summary>Timeline pages around their cards, rendered once per form and language.</summary>
public sealed class TimelineFrames(PageWriter pages, Settings settings) : IWatch<SiteSettingsChanged>
{
    private static readonly string[] Slots = ["Key", "Last", "Cards"];
    private readonly ConcurrentDictionary<(string, TimelineShape), Task<Stencil>> _drawn = new();

    public Task<Stencil> Of(string language, TimelineShape shape) => _drawn.GetOrAdd((language, shape), _ => Draw(language, shape));

    /// <summary>The composer says how much may be written.</summary>
    public void Seen(SiteSettingsChanged fact) => _drawn.Clear();

    private async Task<Stencil> Draw(string language, TimelineShape shape)
    {
        var view = new TimelineView(shape.Tab)
        {
            SignedIn = shape.SignedIn,
            Composer = !shape.SignedIn || shape.Back ? null : new ComposerView(Stencil.Mark("Key")) { Back = shape.Path, Limit = settings.Site.PostLimit },
            Empty = shape.Empty,
            Older = shape.Older ? $"{shape.Path}?before={Stencil.Mark("Last")}" : null,
            Newest = shape.Back ? shape.Path : null,
        };
        return Stencil.Cut(await pages.Render<TimelinePage>(language, new Dictionary<string, object?>
        {
            [nameof(TimelinePage.View)] = view,
            [nameof(TimelinePage.Cards)] = (MarkupString)Stencil.Mark("Cards"),
        }), Slots);
    }

    /// <param name="Key">Idempotency key of the composer.</param>
    /// <param name="Last">Id of the last post.</param>
    public readonly record struct Fill(long Key, long Last, Action<IBufferWriter<byte>> Cards) : IStencilFill
    {
        public bool Shows(int slot) => true;

        public void Write(int slot, IBufferWriter<byte> output)
        {
            if (slot == 2) Cards(output);
            else Encoding.UTF8.GetBytes((slot == 0 ? Key : Last).ToString(CultureInfo.InvariantCulture), output);
        }
    }
}
