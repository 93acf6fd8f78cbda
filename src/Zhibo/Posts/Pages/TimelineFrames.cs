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
/// <param name="Path">Where it stands.</param>
/// <param name="Older">Leads on to older posts.</param>
/// <param name="Back">Is itself an older page.</param>
public readonly record struct TimelineShape(TimelineTab Tab, string Path, bool SignedIn, bool Empty, bool Older, bool Back);

/// <summary>Timeline pages around their cards, rendered once per form and language.</summary>
public sealed class TimelineFrames(PageWriter pages, Settings settings) : IWatch<SiteSettingsChanged>
{
    private static readonly string[] Slots = ["Key", "Last", "Cards", "Voices"];
    private readonly ConcurrentDictionary<(string, TimelineShape), Task<Stencil>> _drawn = new();

    public Task<Stencil> Of(string language, TimelineShape shape) => _drawn.GetOrAdd((language, shape), _ => Draw(language, shape));

    /// <summary>The composer says how much may be written.</summary>
    public void Seen(SiteSettingsChanged fact) => _drawn.Clear();

    private async Task<Stencil> Draw(string language, TimelineShape shape)
    {
        var view = new TimelineView(shape.Tab)
        {
            Path = shape.Path,
            SignedIn = shape.SignedIn,
            Composer = !shape.SignedIn || shape.Back ? null : new ComposerView(Stencil.Mark("Key")) { Back = shape.Path, Limit = settings.Site.PostLimit, Voices = Stencil.Mark("Voices") },
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
    /// <param name="Voices">Encoded markup of the choice in whose name to write, where there is one.</param>
    /// <param name="Cards">Writes the cards.</param>
    public readonly record struct Fill(string Key, long Last, string? Voices, Action<IBufferWriter<byte>> Cards) : IStencilFill
    {
        public bool Shows(int slot) => true;

        public void Write(int slot, IBufferWriter<byte> output)
        {
            if (slot == 2) Cards(output);
            else Encoding.UTF8.GetBytes(slot == 0 ? Key : slot == 1 ? Last.ToString(CultureInfo.InvariantCulture) : Voices ?? "", output);
        }
    }
}
