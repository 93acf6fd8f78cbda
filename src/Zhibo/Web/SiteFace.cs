namespace Zhibo.Web;

/// <summary>How the site introduces itself.</summary>
/// <param name="Name">Shown beside the mark and in every title: 德阳微博.</param>
/// <param name="Slogan">One sentence for visitors and search results.</param>
/// <param name="Zone">The zone in which dates are printed.</param>
public sealed record SiteFace(string Name, string Slogan, TimeZoneInfo Zone);
