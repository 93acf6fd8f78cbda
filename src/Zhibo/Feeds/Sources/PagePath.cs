namespace Zhibo.Feeds.Sources;

/// <summary>Takes the path of a page apart.</summary>
internal static class PagePath
{
    /// <summary>The last part of <c>/topics/{name}</c>, decoded; null where the path has another shape.</summary>
    public static string? After(string path, string beginning)
    {
        if (!path.StartsWith(beginning, StringComparison.Ordinal)) return null;
        var name = path[beginning.Length..];
        return name.Length == 0 || name.Contains('/', StringComparison.Ordinal) ? null : Uri.UnescapeDataString(name);
    }
}
