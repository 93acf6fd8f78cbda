using System.Buffers;
using System.Text;
using Zhibo.Accounts;
using Zhibo.Halls.Blocks;
using Zhibo.Halls.Members;
using Zhibo.Halls.Pages;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;

namespace Zhibo.Halls.Admin;

/// <summary>A hall as strangers see it, beside the buttons that arrange it.</summary>
internal sealed class HallPreview(HallDrawing drawing, HallTabs tabs, StreamPage stream, TimelineReader timelines)
{
    public async Task<(ArrangeView View, Dictionary<string, Action<IBufferWriter<byte>>> Cards)> Of(HttpContext http, HallEntry entry, Membership members, int posts, CancellationToken ct)
    {
        var ask = new HallAsk(entry, members, entry.Home, http.Language(), Reader.Stranger, null);
        var cards = await timelines.Authors(ask.Reader, members.All, new(Limit: posts), stream.CardsFor(http), ct);
        var page = new HallPageView(await drawing.Head(entry, members, ct), drawing.Emergencies(entry))
        {
            SignedIn = true,
            Blocks = await drawing.Stream(ask, postsOnly: false, ct),
            Posts = tabs.View(new(entry, entry.Home, default), members, cards, null, http.Words()),
        };
        var side = Encoding.UTF8.GetString((await drawing.Side(ask, ct)).Span);
        var view = new ArrangeView(entry, entry.Layout.Place(drawing.All, side: false), entry.Layout.Place(drawing.All, side: true), page, side);
        return (view, stream.Part(nameof(ArrangePage.Cards), cards, ask.Reader, http));
    }
}
