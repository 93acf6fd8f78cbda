namespace Zhibo.Shared.Text;

/// <summary>How an address is shown: the true host whole, so that nobody is misled, and a bit of the path.</summary>
internal static class LinkLabel
{
    private const int Longest = 30;
    private const string Www = "www.";

    /// <summary>Null when the address is none after all (<c>http://a:99999</c>).</summary>
    public static string? Of(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0) return null;

        var host = uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}";
        if (host.StartsWith(Www, StringComparison.Ordinal)) host = host[Www.Length..];
        var path = uri.PathAndQuery == "/" ? "" : uri.PathAndQuery;
        var room = int.Max(Longest - host.Length, 0);
        return path.Length <= room ? host + path : host + path[..room] + "…";
    }
}
