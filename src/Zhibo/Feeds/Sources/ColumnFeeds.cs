using Microsoft.AspNetCore.WebUtilities;
using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Halls.Members;
using Zhibo.Posts;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Sources;

/// <summary>What the agencies of a hall say under one of its columns, under <c>columns</c>. Its name is that of the hall, which
/// has no dot, a dot, and that of the column.</summary>
internal sealed class ColumnFeeds(HallBook book, HallMembers members, HallFeeds halls, TopicIds topics, TimelineReader timelines)
{
    public const string Kind = "columns";
    private const char Dot = '.';

    public FeedSource Source => new(Kind, Find) { NameIn = NameIn };

    public FeedSubject Of(HallColumn column) => new(Kind, NameOf(column.Hall.Slug, column.Name), $"{column.Name} · {column.Hall.Name}", column.Path)
    {
        Since = Ids.TimeOf(column.Hall.Id),
        Newest = async (count, ct) => book.Now.BySlug(column.Hall.Slug) is { } entry && await topics.Find(column.Key, ct) is { } topic
            ? [.. await timelines.NewestOf(members.Of(entry).All, topic, count, ct)] : [],
    };

    private static string NameOf(string slug, string column) => $"{slug}{Dot}{column}";

    private Task<FeedSubject?> Find(Db db, string name, CancellationToken ct)
    {
        var dot = name.IndexOf(Dot, StringComparison.Ordinal);
        return Task.FromResult(dot > 0 && ColumnOf(name[..dot], name[(dot + 1)..]) is { } column ? Of(column) : null);
    }

    private string? NameIn(Uri page) =>
        halls.SlugIn(page) is { } slug && QueryHelpers.ParseQuery(page.Query).TryGetValue("column", out var asked) && ColumnOf(slug, asked.ToString()) is { } column
            ? NameOf(slug, column.Name) : null;

    private HallColumn? ColumnOf(string slug, string name) =>
        InputText.CleanLine(name, PostText.LongestTopic).Ok ? book.Now.BySlug(slug)?.Column(name) : null;
}
