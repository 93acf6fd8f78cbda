using System.Text.RegularExpressions;
using Zhibo.Accounts;
using Zhibo.Shared.Http;

namespace Zhibo.Posts.Views;

/// <summary>Who reads, as far as counting needs to know: an account, or an address with its browser.</summary>
internal static partial class ViewReader
{
    private const int Longest = 400;

    /// <summary>Null for a robot, a preview of a link and a page that is only fetched in advance.</summary>
    public static string? Of(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (IsAhead(headers["Sec-Purpose"].ToString()) || IsAhead(headers["Purpose"].ToString())) return null;
        if (http.Caller() is { } caller) return caller.TokenId is null ? "u" + caller.UserId : null;
        var agent = headers.UserAgent.ToString();
        if (agent.Length == 0 || Robot().IsMatch(agent)) return null;
        var who = $"{Limits.Who(http.Connection.RemoteIpAddress)} {agent} {headers.AcceptLanguage}";
        return who.Length > Longest ? who[..Longest] : who;
    }

    private static bool IsAhead(string purpose) => purpose.StartsWith("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.StartsWith("preview", StringComparison.OrdinalIgnoreCase);

    /// <summary>What robots and programs call themselves; whoever reads with eyes uses none of these words.</summary>
    [GeneratedRegex("bot|crawl|spider|slurp|archiver|preview|headless|lighthouse|monitor|feed|scan|facebookexternalhit|embedly|curl/|wget/|python|java/|okhttp|go-http|node-fetch|axios|libwww|httpclient|scrapy|phantom",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Robot();
}
