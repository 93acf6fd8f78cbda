using Microsoft.AspNetCore.WebUtilities;
using Zhibo.Halls.Members;
using Zhibo.Posts.Live;

namespace Zhibo.Halls.Pages;

/// <summary>Tells open pages of a hall, and of its tabs, that one of its agencies has spoken.</summary>
internal sealed class HallLive(HallBook book, HallMembers members)
{
    private const string Kind = "hall";

    public LiveSource Source => new(Kind, Speaks);

    /// <summary>The stream of a page: <c>hall:deyang?line=gongan</c>.</summary>
    public static string NameOf(HallQuery query) => $"{Kind}{LiveSource.Colon}{query.Hall.Slug}{query.With(null)[query.Path.Length..]}";

    /// <summary>Asked at each post, so that who joins the hall while the page is open is heard.</summary>
    private Func<long, bool>? Speaks(string asked)
    {
        var mark = asked.IndexOf('?', StringComparison.Ordinal);
        var slug = mark < 0 ? asked : asked[..mark];
        if (book.Now.BySlug(slug) is null) return null;
        var query = QueryHelpers.ParseQuery(mark < 0 ? "" : asked[mark..]);
        var filter = HallFilter.Of(Field("line"), Field("level"), Field("region"));
        return author => book.Now.BySlug(slug) is { } entry && members.Of(entry) is var belonging && belonging.Holds(author)
            && (filter.IsAll || (belonging.Forest.Of(author) is { } agency && filter.Takes(agency)));

        string Field(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
    }
}
