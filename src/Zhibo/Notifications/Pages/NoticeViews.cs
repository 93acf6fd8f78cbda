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

/// <summary>Lines as a reader sees them: without posts that are gone, are not for them, or that they filter.</summary>
internal sealed class NoticeViews(Db db)
{
    public async Task<IReadOnlyList<NoticeView>> Of(ReadGroups.Page page, Reader reader, CancellationToken ct)
    {
        var pictures = await PostPictures.Load(db, [.. page.Notices.Values.Where(HasPost).Select(n => n.PostId).Distinct()], ct);
        foreach (var (id, picture) in pictures)
            if (picture.Post.DeletedAt is not null || !reader.CanSee(Sight.Of(picture)) || reader.Hides(Sight.Of(picture), FilterPlaces.Notices)) pictures.Remove(id);
        HashSet<long> actors = [.. page.Notices.Values.Select(n => n.ActorId), .. page.Notices.Values.Where(n => n.Kind == NoticeKind.Glass).Select(n => n.PostId)];
        var accounts = await db.Accounts.Where(a => actors.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        return [.. page.Groups.Select(g => Line(g, [.. page.Of(g).Where(n => accounts.ContainsKey(n.ActorId))], accounts, pictures, page.ReadId)).OfType<NoticeView>()];
    }

    private static bool HasPost(NoticeRow notice) => notice.Kind is not (NoticeKind.Follow or NoticeKind.Glass);

    private static NoticeView? Line(NoticeGroup group, List<NoticeRow> notices, Dictionary<long, Account> accounts, Dictionary<long, PostPicture> pictures, long readId)
    {
        // Of several reposts one may be for others only; the line is about the same post all the same.
        if (notices.Find(n => !HasPost(n) || pictures.ContainsKey(n.PostId)) is not { } newest) return null;
        var line = new NoticeView(group.Kind, [.. notices.Select(n => PostViews.Author(accounts[n.ActorId]))], group.Count, Ids.TimeOf(group.LatestId)) { GroupId = group.Id, Unread = group.LatestId > readId };
        return group.Kind switch
        {
            // Leads to where one sees who sits at the office, and why.
            NoticeKind.Glass => accounts.TryGetValue(newest.PostId, out var office) ? line with { Url = $"/desk/{office.Handle}/team", Mine = office.Nickname } : null,
            NoticeKind.Follow => line with { Url = group.Count > 1 ? null : line.Who[0].Url },
            _ => About(line, pictures[newest.PostId]),
        };
    }

    private static NoticeView About(NoticeView line, PostPicture picture)
    {
        var says = picture.Post.Kind != PostKind.Repost && line.Kind is NoticeKind.Mention or NoticeKind.Comment or NoticeKind.Repost;
        var mine = line.Kind switch
        {
            NoticeKind.Like or >= NoticeKind.PollEnded => picture,
            NoticeKind.Repost => picture.Subject.Post.Id == picture.Post.Id ? picture.Original : picture.Subject,
            _ => null,
        };
        return line with
        {
            Url = line.Kind == NoticeKind.Held ? "/settings/comments" : PostViews.Of(picture).Url,
            Html = says ? PostViews.Html(picture) : null,
            Said = says ? PostHtml.Plain(picture.Post.Text) : null,
            Warning = says ? picture.Post.Warning : null,
            Mine = mine is null ? null : PostHtml.Plain(mine.Post.Text),
        };
    }
}
