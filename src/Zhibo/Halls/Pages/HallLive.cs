using Microsoft.AspNetCore.WebUtilities;
using Zhibo.Halls.Members;
using Zhibo.Posts;
using Zhibo.Posts.Live;
using Zhibo.Shared.Text;

namespace Zhibo.Halls.Pages;

/// <summary>Tells open pages of a hall, and of its tabs, that one of its agencies has spoken.</summary>
internal sealed class HallLive(HallBook book, HallMembers members, TopicIds topics)
{
    private const string Kind = "hall";

    public LiveSource Source => new(Kind, Takes);

    /// <summary>The stream of a page: <c>hall:deyang?line=gongan</c>.</summary>
    public static string NameOf(HallQuery query) => $"{Kind}{LiveSource.Colon}{query.Hall.Slug}{query.With(null)[query.Path.Length..]}";

    /// <summary>Asked at each post, so that who joins the hall while the page is open is heard.</summary>
    private async ValueTask<Func<PostPublished, bool>?> Takes(string asked, CancellationToken ct)
    {
        var mark = asked.IndexOf('?', StringComparison.Ordinal);
        var slug = mark < 0 ? asked : asked[..mark];
        if (book.Now.BySlug(slug) is not { } hall) return null;
        var query = QueryHelpers.ParseQuery(mark < 0 ? "" : asked[mark..]);
        var filter = HallFilter.Of(Field("line"), Field("level"), Field("region"));
        Func<PostPublished, bool> speaks = post => book.Now.BySlug(slug) is { } entry && members.Of(entry) is var belonging && belonging.Holds(post.AuthorId)
            && (filter.IsAll || (belonging.Forest.Of(post.AuthorId) is { } agency && filter.Takes(agency)));
        if (Field("column") is not { Length: > 0 } name) return speaks;
        return InputText.CleanLine(name, PostText.LongestTopic).Ok && hall.Column(name) is { } column && await StandsUnder(column, ct) is var stands ? post => stands(post) && speaks(post) : null;

        string Field(string key) => query.TryGetValue(key, out var value) ? value.ToString() : "";
    }

    /// <summary>A topic that nobody has written under yet is known from its first post on.</summary>
    private async ValueTask<Func<PostPublished, bool>> StandsUnder(HallColumn column, CancellationToken ct)
    {
        var known = await topics.Find(column.Key, ct);
        return post => post.Topics.Length > 0 && (known ?? topics.IdOf(column.Key)) is { } topic && post.Topics.Contains(topic);
    }
}
