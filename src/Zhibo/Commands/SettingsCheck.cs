using System.ComponentModel;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Reflection;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Shared.Text;

namespace Zhibo.Commands;

/// <summary>A misspelt key or a bad value stops the start with one line that names it: a setting that is silently
/// ignored is found on the day it was needed.</summary>
internal static class SettingsCheck
{
    private static readonly string[] OtherSections = ["Zhibo", "Logging", "Kestrel", "AllowedHosts"];

    public static void Keys(IConfigurationRoot root)
    {
        foreach (var provider in root.Providers.OfType<Microsoft.Extensions.Configuration.Json.JsonConfigurationProvider>())
            foreach (var key in provider.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase))
                if (!OtherSections.Contains(key, StringComparer.OrdinalIgnoreCase))
                    throw new CommandFailure($"{key} in {provider.Source.Path}: unknown section; settings stand under \"Zhibo\"");
        Walk(root, root.GetSection(Configured.Section), typeof(Settings));
    }

    private static void Walk(IConfigurationRoot root, IConfigurationSection section, Type type)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToArray();
        foreach (var child in section.GetChildren())
        {
            var property = Array.Find(known, p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                var leaf = Leaf(child);
                throw new CommandFailure($"{leaf.Path} ({Configured.Origin(root, leaf.Path)}): unknown key{Nearest(child.Key, known)}");
            }
            if (property.PropertyType.IsClass && property.PropertyType != typeof(string)) Walk(root, child, property.PropertyType);
            else Convertible(root, child, property.PropertyType);
        }
    }

    private static IConfigurationSection Leaf(IConfigurationSection section) => section.GetChildren().FirstOrDefault() is { } child ? Leaf(child) : section;

    private static string Nearest(string key, PropertyInfo[] known)
    {
        var best = known.MinBy(p => Distance(p.Name, key));
        return best is not null && Distance(best.Name, key) <= 2 ? $"; did you mean {best.Name}?" : $"; known here: {string.Join(", ", known.Select(p => p.Name))}";
    }

    /// <summary>Letters to change, add or drop.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }
        return row[b.Length];
    }

    private static void Convertible(IConfigurationRoot root, IConfigurationSection value, Type type)
    {
        var where = $"{value.Path} ({Configured.Origin(root, value.Path)})";
        if (value.Value is null) throw new CommandFailure($"{where}: one value is wanted here, not a group");
        if (type == typeof(string)) return;
        var wanted = type.IsEnum ? string.Join(", ", Enum.GetNames(type)) : type == typeof(bool) ? "true or false" : "a whole number";
        try
        {
            var read = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value.Value);
            if (type.IsEnum && !Enum.IsDefined(type, read!)) throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new CommandFailure($"{where}: \"{value.Value}\" is not {wanted}");
        }
    }

    public static void Values(Settings settings)
    {
        Within("Node", settings.Node, 0, 15);
        Within("WriterLanes", settings.WriterLanes, 1, 8);
        Within("Site:PostLimit", settings.Site.PostLimit, 1, 10_000);
        Within("Limits:PostsPerHour", settings.Limits.PostsPerHour, 1, int.MaxValue);
        Within("Limits:StrangersPerDay", settings.Limits.StrangersPerDay, 1, int.MaxValue);
        Within("Limits:SignInsPerQuarter", settings.Limits.SignInsPerQuarter, 1, int.MaxValue);
        Within("Limits:SignUpsPerDay", settings.Limits.SignUpsPerDay, 1, int.MaxValue);
        Within("Limits:SearchesPerMinute", settings.Limits.SearchesPerMinute, 1, int.MaxValue);
        Uploads(settings.Uploads);
        Within("Mail:Port", settings.Mail.Port, 1, 65_535);
        Within("Memory:PostsInIndex", settings.Memory.PostsInIndex, 1_000, 1_000_000_000);
        Within("Memory:CardCacheMegabytes", settings.Memory.CardCacheMegabytes, 1, 1_000_000);
        Within("Memory:WarmUpAfterSeconds", settings.Memory.WarmUpAfterSeconds, 0, 3600);
        Need(settings.Site.Name.Length is > 0 and <= 60, "Site:Name", "1 to 60 characters");
        Need(Words.Languages.Contains(settings.Site.Language), "Site:Language", "one of " + string.Join(", ", Words.Languages));
        Need(settings.Site.Domain.Length == 0 || IsHost(settings.Site.Domain), "Site:Domain", "a host name without https:// and without a path");
        Need(settings.Site.TileUrl.Length == 0 || IsTileUrl(settings.Site.TileUrl), "Site:TileUrl", "an address with {z}, {x} and {y}, such as https://tiles.example/{z}/{x}/{y}.png");
        Need(HttpSetup.Proxies(settings).All(IsAddress), "Site:TrustedProxies", "addresses (10.0.0.5) or networks (10.0.0.0/8), separated by commas");
        Need(TimeZoneInfo.TryFindSystemTimeZoneById(settings.Clock.TimeZone, out _), "Clock:TimeZone", "a time zone name such as Asia/Shanghai");
        Need(settings.Urls.Split(';').All(IsUrl), "Urls", "addresses such as http://localhost:5080");
        Need(settings.MediaBucket is { } bucket ? IsBucket(bucket) : !settings.Media.Contains("://", StringComparison.Ordinal), "Media", "a folder, or s3://bucket");
        Need(settings.MediaBucket is null || (settings.Bucket.AccessKey.Length > 0 && settings.Bucket.SecretKey.Length > 0), "Bucket:AccessKey", "a key and its secret, since Media is a bucket");
        Need(settings.Bucket.Endpoint.Length == 0 || IsUrl(settings.Bucket.Endpoint), "Bucket:Endpoint", "an address such as https://s3.example");
        Need(settings.Mail.Host.Length == 0 || MailAddress.TryCreate(settings.Mail.From, out _), "Mail:From", "an e-mail address, since Mail:Host is set");
        Need(settings.Telemetry.Otlp.Length == 0 || IsUrl(settings.Telemetry.Otlp), "Telemetry:Otlp", "an address such as http://localhost:4317");
    }

    private static void Uploads(UploadSettings uploads)
    {
        Within("Uploads:PictureMegabytes", uploads.PictureMegabytes, 1, 200);
        Within("Uploads:Megapixels", uploads.Megapixels, 1, 1_000);
        Within("Uploads:VideoMegabytes", uploads.VideoMegabytes, 1, 10_000);
        Within("Uploads:AudioMegabytes", uploads.AudioMegabytes, 1, 2_000);
        Within("Uploads:DocumentMegabytes", uploads.DocumentMegabytes, 1, 200);
        Within("Uploads:PerHour", uploads.PerHour, 1, int.MaxValue);
        Within("Uploads:QuotaMegabytes", uploads.QuotaMegabytes, 1, int.MaxValue);
    }

    private static bool IsBucket(string name) =>
        name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');

    private static bool IsHost(string name) =>
        Uri.TryCreate("http://" + name, UriKind.Absolute, out var uri) && uri.Authority.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsTileUrl(string address) =>
        address.Contains("{z}", StringComparison.Ordinal) && address.Contains("{x}", StringComparison.Ordinal) && address.Contains("{y}", StringComparison.Ordinal)
        && IsUrl(address.Replace("{s}", "a", StringComparison.Ordinal)) && !address.AsSpan().ContainsAny(" ;,'\"");

    private static bool IsAddress(string text) => IPAddress.TryParse(text, out _) || System.Net.IPNetwork.TryParse(text, out _);

    private static bool IsUrl(string text)
    {
        // Kestrel also takes http://*:80 and http://+:80.
        var plain = text.Trim().Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
    }

    private static void Within(string key, int value, int low, int high) =>
        Need(value >= low && value <= high, key, string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}"));

    private static void Need(bool good, string key, string wanted)
    {
        if (!good) throw new CommandFailure($"{Configured.Section}:{key}: wanted is {wanted}");
    }
}
