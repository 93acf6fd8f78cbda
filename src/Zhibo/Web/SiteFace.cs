using Zhibo.Shared;

namespace Zhibo.Web;

/// <summary>How the site introduces itself; follows the settings when they are changed.</summary>
public sealed class SiteFace(Settings settings)
{
    /// <summary>Shown beside the mark and in every title: 德阳微博.</summary>
    public string Name => settings.Site.Name;

    /// <summary>One sentence for visitors and search results.</summary>
    public string Slogan => settings.Site.Description;

    /// <summary>The zone in which dates are printed.</summary>
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(settings.Clock.TimeZone);
}
