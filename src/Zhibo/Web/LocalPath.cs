namespace Zhibo.Web;

/// <summary>Where a form may lead back to: a path of this site and nothing else.</summary>
public static class LocalPath
{
    private const int MaxLength = 2000;

    /// <summary>The path, ready for a Location header, or <paramref name="otherwise"/> when it would leave the site.</summary>
    public static string Or(string? path, string otherwise)
    {
        if (path is null || path.Length is 0 or > MaxLength || path[0] != '/')
            return otherwise;
        // Browsers read "//host" and "/\host" as another site.
        if (path.Length > 1 && (path[1] is '/' or '\\'))
            return otherwise;
        if (path.Any(char.IsControl))
            return otherwise;
        // Headers are ASCII.
        return string.Concat(path.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())));
    }
}
