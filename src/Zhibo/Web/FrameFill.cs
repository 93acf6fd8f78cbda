using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Zhibo.Shared.Text;

namespace Zhibo.Web;

/// <summary>Fills the frame for one request.</summary>
internal sealed class FrameFill(PageHead head, Words words, SiteFace site, IReadOnlyList<NavItem> items, HtmlEncoder encoder, Action<IBufferWriter<byte>> body)
    : IStencilFill
{
    private static readonly int FirstNav = Enum.GetValues<FrameSlot>().Length;

    internal static IReadOnlyList<string> Slots(IEnumerable<NavItem> items) =>
        [.. Enum.GetNames<FrameSlot>(), .. items.Select(Layout.NavSlot)];

    public bool Shows(int slot) => (FrameSlot)slot switch
    {
        FrameSlot.SignedIn => head.Viewer is not null,
        FrameSlot.SignedOut => head.Viewer is null,
        FrameSlot.WithAside => !head.Aside.IsEmpty,
        FrameSlot.HasDesk => head.Viewer is { HasDesk: true },
        FrameSlot.Administers => head.Viewer is { Administers: true },
        _ => true,
    };

    public void Write(int slot, IBufferWriter<byte> output)
    {
        if (slot >= FirstNav)
        {
            output.Write(items[slot - FirstNav].Key == head.Active ? "page"u8 : "false"u8);
            return;
        }

        switch ((FrameSlot)slot)
        {
            case FrameSlot.Main: body(output); break;
            case FrameSlot.Aside: output.Write(head.Aside.Span); break;
            case FrameSlot.StaffMenu: output.Write(head.StaffMenu.Span); break;
            case FrameSlot.Theme: output.Write(ThemeName(head.Theme)); break;
            case FrameSlot.ThemeNext: output.Write(head.Theme == PageTheme.Dark ? "light"u8 : "dark"u8); break;
            case FrameSlot.Large: output.Write(head.LargePrint ? "true"u8 : "false"u8); break;
            case FrameSlot.LargeNext: output.Write(head.LargePrint ? "false"u8 : "true"u8); break;
            default: Raw(output, Text((FrameSlot)slot)); break;
        }
    }

    private static ReadOnlySpan<byte> ThemeName(PageTheme theme) => theme switch
    {
        PageTheme.Light => "light"u8,
        PageTheme.Dark => "dark"u8,
        _ => "auto"u8,
    };

    private string Text(FrameSlot slot) => slot switch
    {
        FrameSlot.Title => encoder.Encode(head.Title == site.Name ? site.Name : $"{head.Title} · {site.Name}"),
        FrameSlot.Head => HeadTags(),
        FrameSlot.ThemeWord => encoder.Encode(words[head.Theme == PageTheme.Dark ? "web.scheme.to_light" : "web.scheme.to_dark"]),
        FrameSlot.ViewerAvatar => AvatarMarkup.Html(head.Viewer!.Handle, head.Viewer.Nickname, head.Viewer.AvatarUrl, encoder: encoder),
        FrameSlot.ViewerName => encoder.Encode(head.Viewer!.Nickname),
        FrameSlot.ViewerHandle => encoder.Encode(head.Viewer!.Handle),
        FrameSlot.Badge => Badge("notices", head.Viewer?.Unread ?? 0),
        FrameSlot.MessagesBadge => Badge("messages", head.Viewer?.Messages ?? 0),
        // A phone has one place for both.
        FrameSlot.BottomBadge => Badge("all", (head.Viewer?.Unread ?? 0) + (head.Viewer?.Messages ?? 0)),
        FrameSlot.Back => encoder.Encode(head.Path),
        FrameSlot.BackQuery => Uri.EscapeDataString(head.Path),
        FrameSlot.Flash => Flash(),
        _ => "",
    };

    /// <summary>Always there, so that the script can fill it when something arrives.</summary>
    /// <param name="of">Whose number the script puts there.</param>
    private string Badge(string of, int unread)
    {
        var shown = unread > 99 ? "99+" : unread.ToString(CultureInfo.InvariantCulture);
        return unread == 0
            ? $"<b class=\"badge\" data-unread=\"{of}\" hidden></b>"
            : $"<b class=\"badge\" data-unread=\"{of}\">{shown}<span class=\"aloud\">{encoder.Encode(words["web.unread"])}</span></b>";
    }

    private string Flash() => head.Flash is not { } flash ? ""
        : $"<p class=\"notice {flash.Tone.ToString().ToLowerInvariant()}\" role=\"status\">{encoder.Encode(flash.Text)}</p>";

    private string HeadTags()
    {
        var html = new StringBuilder();
        Tag("<meta name=\"description\" content=\"", head.Description);
        Tag("<link rel=\"canonical\" href=\"", head.Canonical);
        Tag("<link rel=\"next\" href=\"", head.Next);
        Tag("<meta name=\"robots\" content=\"", head.Robots);
        return html.Append(head.ExtraHtml).ToString();

        void Tag(string start, string? value)
        {
            if (value is not null)
                html.Append(start).Append(encoder.Encode(value)).Append("\">");
        }
    }

    private static void Raw(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
