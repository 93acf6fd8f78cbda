using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Zhibo.Feeds;

/// <summary>Answers that are the same for everybody and made to be read by other sites, feed readers and caches.</summary>
internal static class OpenAnswers
{
    /// <summary>Deleted and corrected posts are gone from everywhere after this long.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>May be kept by caches and read by scripts of other sites, and sets no cookie.</summary>
    public static void ForEverybody(this HttpContext http, TimeSpan age)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = $"public, max-age={age.TotalSeconds:F0}";
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // A stale session is ended with one, and that is nothing for a cache.
        headers.Remove(HeaderNames.SetCookie);
    }

    /// <summary>The bytes, or 304 for whoever has them.</summary>
    public static IResult Of(byte[] bytes, string type, DateTimeOffset? changed = null) =>
        Results.Bytes(bytes, type, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"", isWeak: true), lastModified: changed);
}
