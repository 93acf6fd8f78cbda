namespace Zhibo.Web;

public enum PageTheme
{
    Auto,
    Light,
    Dark,
}

/// <summary>Who reads the page, as the frame shows it.</summary>
public sealed record PageViewer(string Handle, string Nickname, string? AvatarUrl, int Unread)
{
    /// <summary>Private messages not read yet.</summary>
    public int Messages { get; init; }

    /// <summary>Has a seat at an office: the frame shows the way to the desk.</summary>
    public bool HasDesk { get; init; }

    /// <summary>The frame shows the way to the administration.</summary>
    public bool Administers { get; init; }
}

/// <summary>A short message above the page: what just happened.</summary>
public sealed record PageFlash(string Text, NoticeTone Tone = NoticeTone.Good);

/// <summary>Everything a page tells its frame.</summary>
public sealed record PageHead(string Title)
{
    public string Language { get; init; } = "zh-Hans";

    public string? Description { get; init; }

    /// <summary>Key of the navigation item that is lit.</summary>
    public string? Active { get; init; }

    public PageViewer? Viewer { get; init; }

    /// <summary>Absolute address of the page without paging and tracking.</summary>
    public string? Canonical { get; init; }

    /// <summary>Address of the following page, for readers of <c>link rel=next</c>.</summary>
    public string? Next { get; init; }

    /// <summary>Content of the robots tag, such as <c>noindex</c>; indexed when null.</summary>
    public string? Robots { get; init; }

    /// <summary>Markup for the head that is already encoded: og tags, JSON-LD, feeds.</summary>
    public string? ExtraHtml { get; init; }

    public PageTheme Theme { get; init; }

    public bool LargePrint { get; init; }

    /// <summary>Local address of this page: where the display switches and the sign-in link lead back to.</summary>
    public string Path { get; init; } = "/";

    public PageFlash? Flash { get; init; }

    /// <summary>UTF-8 HTML of the right column; rendered once by <see cref="CityAside"/> and kept by whoever knows the figures.</summary>
    public ReadOnlyMemory<byte> Aside { get; init; }

    /// <summary>UTF-8 HTML of the left column of a staff page (desk, administration). Given, the page stands in
    /// <see cref="StaffLayout"/> instead of the public frame.</summary>
    public ReadOnlyMemory<byte> StaffMenu { get; init; }
}
