using System.Globalization;
using System.Text;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;

namespace Zhibo.ClientApi;

/// <summary>max_id, since_id, min_id and limit, and the Link header that leads on.</summary>
internal static class Paging
{
    private static readonly string[] Keys = ["max_id", "since_id", "min_id"];

    public static PageRange Page(this HttpContext http, int standard = 20, int most = PageRange.MostPosts)
    {
        if (!http.Request.QueryString.HasValue) return new PageRange(Limit: standard);
        return new PageRange(http.QueryId("max_id"), http.QueryId("since_id"), http.QueryId("min_id"), Limit(http, standard, most));
    }

    public static string? Link(HttpContext http, Place place, IReadOnlyList<Card> cards) =>
        cards.Count == 0 ? null : Link(http, place, cards[0].Sight.PostId, cards[^1].Sight.PostId);

    /// <summary>Where newer and older ones are; a page that was cut short by what the reader does not want leads on too.</summary>
    public static string Link(HttpContext http, Place place, long first, long last)
    {
        var path = http.Request.Path.ToUriComponent();
        var rest = http.Request.QueryString.HasValue ? OtherParameters(http.Request.Query) : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"<{place.At.Root}{path}?{rest}max_id={last}>; rel=\"next\", <{place.At.Root}{path}?{rest}min_id={first}>; rel=\"prev\"");
    }

    /// <summary>An id given in the query.</summary>
    public static long? QueryId(this HttpContext http, string name)
    {
        var value = http.Request.Query[name].ToString();
        if (value.Length == 0) return null;
        return Ids(value) ?? throw new Refusal(RefusalKind.Invalid, "clientapi.bad_value", name, name);
    }

    /// <summary>The id in the address; one that cannot exist is answered like one that does not.</summary>
    public static long RouteId(this HttpContext http) =>
        Ids(http.Request.RouteValues["id"] as string ?? "") ?? throw new Refusal(RefusalKind.NotFound, "clientapi.not_found");

    public static long? Ids(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static int Limit(HttpContext http, int standard, int most) =>
        int.TryParse(http.Request.Query["limit"].ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
            ? Math.Clamp(limit, 1, most)
            : standard;

    private static string OtherParameters(IQueryCollection query)
    {
        var rest = new StringBuilder();
        foreach (var (name, values) in query)
        {
            if (Array.IndexOf(Keys, name) >= 0) continue;
            foreach (var value in values)
                rest.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value ?? "")).Append('&');
        }
        return rest.ToString();
    }
}
