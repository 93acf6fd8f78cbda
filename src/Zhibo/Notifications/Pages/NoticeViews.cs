using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Notifications.Pages;

/// <summary>Notices as lines: likes, reposts and follows of the same thing in a row are one line.</summary>
internal sealed class NoticeViews(Db db)
{
    private const int Named = 3;

    public async Task<IReadOnlyList<NoticeView>> Of(ReadNotices.Page page, Reader reader, CancellationToken ct)
    {
        var pictures = await PostPictures.Load(db, [.. page.Notices.Where(HasPost).Select(n => n.PostId).Distinct()], ct);
        foreach (var (id, picture) in pictures)
            if (reader.Hides(Sight.Of(picture), FilterPlaces.Notices)) pictures.Remove(id);
        HashSet<long> actors = [.. page.Notices.Select(n => n.ActorId), .. page.Notices.Where(n => n.Kind == NoticeKind.Glass).Select(n => n.PostId)];
        var accounts = await db.Accounts.Where(a => actors.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var groups = page.Notices.Where(n => accounts.ContainsKey(n.ActorId) && (HasPost(n) ? pictures.ContainsKey(n.PostId) : n.PostId == 0 || accounts.ContainsKey(n.PostId)))
            .GroupBy(n => Group(n, pictures));
        return [.. groups.Select(g => Line([.. g], accounts, pictures, page.ReadId))];
    }

    private static bool HasPost(NoticeRow notice) => notice.Kind is not (NoticeKind.Follow or NoticeKind.Glass);

    private static (NoticeKind, long) Group(NoticeRow notice, Dictionary<long, PostPicture> pictures) => notice.Kind switch
    {
        NoticeKind.Like => (notice.Kind, notice.PostId),
        NoticeKind.Follow => (notice.Kind, 0),
        NoticeKind.Repost when pictures[notice.PostId] is { Post.Kind: PostKind.Repost } repost => (notice.Kind, repost.Subject.Post.Id),
        // Words are for reading one by one.
        _ => (notice.Kind, notice.Id),
    };

    private static NoticeView Line(List<NoticeRow> notices, Dictionary<long, Account> accounts, Dictionary<long, PostPicture> pictures, long readId)
    {
        var newest = notices[0];
        if (newest.Kind == NoticeKind.Glass) return Glass(newest, accounts[newest.ActorId], accounts[newest.PostId], readId);
        var actors = notices.Select(n => n.ActorId).Distinct().ToList();
        var picture = pictures.GetValueOrDefault(newest.PostId);
        var says = picture is { Post.Kind: not PostKind.Repost } && newest.Kind is NoticeKind.Mention or NoticeKind.Comment or NoticeKind.Repost;
        var mine = newest.Kind is NoticeKind.Like or >= NoticeKind.PollEnded ? picture : newest.Kind == NoticeKind.Repost ? picture?.Subject.Post.Id == picture?.Post.Id ? picture?.Original : picture?.Subject : null;
        return new NoticeView(newest.Kind, [.. actors.Take(Named).Select(id => PostViews.Author(accounts[id]))], actors.Count, Ids.TimeOf(newest.Id))
        {
            Unread = newest.Id > readId,
            Url = newest.Kind == NoticeKind.Held ? "/settings/comments" : newest.Kind == NoticeKind.Follow ? PostViews.Author(accounts[newest.ActorId]).Url : picture is null ? null : PostViews.Of(picture).Url,
            Html = says ? PostViews.Html(picture!) : null,
            Warning = says ? picture!.Post.Warning : null,
            Mine = mine is null ? null : PostHtml.Plain(mine.Post.Text),
        };
    }

    /// <summary>Leads to where one sees who sits at the office, and why.</summary>
    private static NoticeView Glass(NoticeRow notice, Account person, Account office, long readId) =>
        new(notice.Kind, [PostViews.Author(person)], 1, Ids.TimeOf(notice.Id))
        {
            Unread = notice.Id > readId,
            Url = $"/desk/{office.Handle}/team",
            Mine = office.Nickname,
        };
}
