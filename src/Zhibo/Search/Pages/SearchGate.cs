using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Search.Pages;

/// <summary>How often somebody may search: strangers share what their address has, the signed-in have four times that each.</summary>
public sealed class SearchGate(Limits limits, Settings settings)
{
    /// <summary>A few signs typed ask for suggestions several times.</summary>
    private const int SuggestionsPerSearch = 4;
    private const int TimesForSignedIn = 4;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public void Take(HttpContext http) => Take(http, "search", settings.Limits.SearchesPerMinute);

    internal void TakeSuggestion(HttpContext http) => Take(http, "suggest", (long)settings.Limits.SearchesPerMinute * SuggestionsPerSearch);

    private void Take(HttpContext http, string what, long most)
    {
        var (who, times) = http.Caller() is { } caller ? ("account " + caller.AccountId.ToString(CultureInfo.InvariantCulture), TimesForSignedIn) : (Limits.Who(http.Connection.RemoteIpAddress), 1);
        limits.Take(what, who, (int)Math.Min(int.MaxValue, most * times), Minute);
    }
}
