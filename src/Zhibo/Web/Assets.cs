using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using Microsoft.Net.Http.Headers;

namespace Zhibo.Web;

/// <summary>
/// Style sheets, scripts and drawings, built by Web.targets into the program itself: nothing to copy, nothing to
/// miss. Names carry the hash of the content, so a browser asks once.
/// </summary>
public sealed class Assets
{
    private const string Prefix = "web-assets/";
    private const string Brotli = ".br";

    private readonly FrozenDictionary<string, Asset> _byHashedName;
    private readonly FrozenDictionary<string, string> _urls;

    private Assets(IReadOnlyCollection<Asset> assets)
    {
        _byHashedName = assets.ToFrozenDictionary(a => a.HashedName, StringComparer.Ordinal);
        _urls = assets.ToFrozenDictionary(a => a.Name, a => "/assets/" + a.HashedName, StringComparer.Ordinal);
    }

    public static Assets Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new Assets([.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Brotli, StringComparison.Ordinal))
            .Select(name => Asset.Read(assembly, name))]);
    }

    /// <summary>Address of an asset by its plain name: zhibo.css.</summary>
    public string Url(string name) => _urls.TryGetValue(name, out var url)
        ? url
        : throw new ArgumentException($"No asset '{name}' was built.", nameof(name));

    /// <summary>The worker of a site must keep its address, and be asked for anew each time.</summary>
    internal Task SendWorker(HttpContext http) => Send(http, Url("sw.js")["/assets/".Length..], "no-cache");

    internal Task Send(HttpContext http, string hashedName, string caching = "public, max-age=31536000, immutable")
    {
        var response = http.Response;
        if (!_byHashedName.TryGetValue(hashedName, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var packed = AcceptsBrotli(http.Request);
        var bytes = packed ? asset.Packed : asset.Plain;
        response.ContentType = asset.ContentType;
        response.ContentLength = bytes.Length;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.CacheControl = caching;
        if (packed)
            response.Headers.ContentEncoding = "br";
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var codings)
        && codings.Any(c => c.Value == "br" && c.Quality is not 0);

    private sealed record Asset(string Name, string HashedName, string ContentType, byte[] Packed, byte[] Plain)
    {
        /// <summary>Resource names look like web-assets/zhibo.1A2B3C4D.css.br.</summary>
        internal static Asset Read(Assembly assembly, string resource)
        {
            var hashed = resource[Prefix.Length..^Brotli.Length];
            var parts = hashed.Split('.');
            using var packed = new MemoryStream();
            using (var stream = assembly.GetManifestResourceStream(resource)!)
                stream.CopyTo(packed);
            packed.Position = 0;
            using var plain = new MemoryStream();
            using (var unpack = new BrotliStream(packed, CompressionMode.Decompress, leaveOpen: true))
                unpack.CopyTo(plain);
            return new Asset($"{parts[0]}.{parts[^1]}", hashed, ContentTypeOf(parts[^1]), packed.ToArray(), plain.ToArray());
        }

        private static string ContentTypeOf(string extension) => extension switch
        {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
    }
}
