namespace Zhibo.Web;

/// <summary>A place in the main navigation. Modules register theirs; the word key is <c>web.nav.{Key}</c> or <paramref name="Word"/>.</summary>
/// <param name="Key">What a page names as <see cref="PageHead.Active"/>; letters only.</param>
/// <param name="Href">A local address.</param>
/// <param name="Icon">A name <see cref="Icon"/> knows.</param>
/// <param name="Order">Lower comes first; the ground uses 10, 20, 30 …</param>
/// <param name="Bottom">Whether it also stands in the bottom bar of a phone (four fit beside the compose button).</param>
/// <param name="Word">Word key of its name.</param>
public sealed record NavItem(string Key, string Href, string Icon, int Order, bool Bottom = false, string? Word = null)
{
    public string WordKey => Word ?? $"web.nav.{Key}";
}
