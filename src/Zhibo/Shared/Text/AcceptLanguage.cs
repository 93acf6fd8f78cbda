using System.Net.Http.Headers;

namespace Zhibo.Shared.Text;

/// <summary>Reads an <c>Accept-Language</c> header; never throws, whatever a client sends.</summary>
internal static class AcceptLanguage
{
    // A browser sends a handful; more is somebody probing.
    private const int MostWishes = 20;
    private const int LongestHeader = 1000;

    public static string? Pick(string? header)
    {
        if (string.IsNullOrWhiteSpace(header) || header.Length > LongestHeader) return null;
        return header.Split(',', MostWishes, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => StringWithQualityHeaderValue.TryParse(part, out var wish) ? wish : null)
            .OfType<StringWithQualityHeaderValue>()
            .Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Match(wish.Value))
            .FirstOrDefault(language => language is not null);
    }

    private static string? Match(string tag)
    {
        var parts = tag.ToLowerInvariant().Split('-');
        return parts[0] switch
        {
            "zh" or "yue" => parts.Contains("hans") ? "zh-Hans"
                : parts.Contains("hant") || parts.Any(part => part is "tw" or "hk" or "mo") ? "zh-Hant"
                : "zh-Hans",
            "en" => "en",
            _ => null,
        };
    }
}
