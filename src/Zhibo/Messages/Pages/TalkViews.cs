using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Media.Pages;
using Zhibo.Messages.Keeping;
using Zhibo.Messages.Reading;
using Zhibo.Posts;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Writing;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Messages.Pages;

/// <summary>Conversations as pages and desks show them.</summary>
internal sealed class TalkViews(Db db, Doorstep doorstep, Drafts drafts, Ids ids)
{
    private const int LongestExcerpt = 60, LongestQuote = 80;

    public static string Path(long conversation) => "/messages/" + conversation.ToString(CultureInfo.InvariantCulture);

    public static TalkRow Row(ListConversations.Row row)
    {
        var parties = row.Others.Select(o => o.Id).Append(row.Mine.AccountId).ToHashSet();
        return new(Path(row.Mine.ConversationId), [.. row.Others.Select(PostViews.Author)], MessageText.Plain(row.Last, parties, LongestExcerpt), row.Last.Post.CreatedAt)
        {
            Mine = row.Last.Post.AuthorId == row.Mine.AccountId,
            Deleted = row.Last.Post.DeletedAt is not null,
            Files = row.Last.Media.Count > 0 && row.Last.Post.Text.Length == 0 ? row.Last.Media[0].Kind : null,
            Unread = row.Mine.Unread,
            Muted = row.Mine.Muted,
        };
    }

    /// <param name="talk">What was read.</param>
    /// <param name="atDesk">Staff withdraw and report nothing here.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task<IReadOnlyList<BubbleView>> Bubbles(ReadConversation.Talk talk, bool atDesk, CancellationToken ct)
    {
        var parties = talk.Parties;
        var shown = talk.Messages.Select(m => m.Picture.Post.Id).ToList();
        var reports = atDesk ? [] : await db.MessageReports.Where(r => r.ReporterId == talk.Mine.AccountId && shown.Contains(r.PostId)).ToDictionaryAsync(r => r.PostId, r => r.State, ct);
        var seen = SeenBy(talk);
        return [.. talk.Messages.Select(said =>
        {
            var (picture, post) = (said.Picture, said.Picture.Post);
            var (mine, gone, id) = (post.AuthorId == talk.Mine.AccountId, post.DeletedAt is not null, post.Id.ToString(CultureInfo.InvariantCulture));
            return new BubbleView(post.Id, PostViews.Author(picture.Author), gone ? "" : MessageText.Html(picture, parties), post.CreatedAt)
            {
                Mine = mine,
                Deleted = gone,
                Edited = post.EditedAt is not null,
                Automatic = said.Automatic,
                Warning = post.Warning,
                Media = gone ? [] : [.. picture.Media.Select(MediaView.Of)],
                Quote = gone ? null : Quote(picture),
                ReadHere = post.Id == seen,
                WithdrawAction = mine && !gone && !atDesk ? $"{Path(talk.Id)}/withdraw/{id}" : null,
                ReportUrl = mine || gone || atDesk || said.Automatic || reports.ContainsKey(post.Id) ? null : $"{Path(talk.Id)}/report/{id}",
                Reported = reports.TryGetValue(post.Id, out var state) ? $"messages.reported.{state.ToString().ToLowerInvariant()}" : null,
            };
        })];
    }

    public async Task<TalkView> Of(ReadConversation.Talk talk, MessageBox? typed, Words words, CancellationToken ct)
    {
        var shut = Shut(talk.Mine.AccountId, talk.Others.Select(o => (o.Account.Id, (ConversationParty?)o.Party)), words);
        var newest = talk.Messages.Count == 0 ? 0 : talk.Messages[^1].Picture.Post.Id;
        return new TalkView(Path(talk.Id), [.. talk.Others.Select(o => PostViews.Author(o.Account))], await Bubbles(talk, atDesk: false, ct))
        {
            Id = talk.Id,
            Request = talk.Mine.State == PartyState.Request,
            Muted = talk.Mine.Muted,
            Older = talk.More ? $"{Path(talk.Id)}?before={talk.Messages[0].Picture.Post.Id.ToString(CultureInfo.InvariantCulture)}" : null,
            Shut = shut,
            Box = shut is not null ? null : typed ?? Box(Path(talk.Id)) with { Seen = newest },
        };
    }

    /// <summary>The page on which one begins to talk to somebody.</summary>
    public TalkView First(long me, Accounts.Account other, MessageBox? typed, Words words)
    {
        var shut = Shut(me, [(other.Id, null)], words);
        return new TalkView(null, [PostViews.Author(other)], []) { Shut = shut, Box = shut is not null ? null : typed ?? Box("/messages/to/" + other.Handle) with { Focus = true } };
    }

    public MessageBox Box(string action) => new(action, ids.Next().ToString(CultureInfo.InvariantCulture), drafts.MessageLimit) { Draft = action };

    private string? Shut(long me, IEnumerable<(long Id, ConversationParty? Held)> others, Words words)
    {
        try
        {
            foreach (var (id, held) in others) doorstep.Admit(db, me, id, held);
            return null;
        }
        catch (Refusal refusal) { return words[refusal.Word, refusal.Args]; }
    }

    /// <summary>The last own message that the other has seen. Who has not accepted shows nothing, and in a crowd it says little.</summary>
    private static long SeenBy(ReadConversation.Talk talk) =>
        talk.Others is [var (_, other)] && other.State == PartyState.Accepted
            ? talk.Messages.LastOrDefault(m => m.Picture.Post.AuthorId == talk.Mine.AccountId && m.Picture.Post.Id <= other.ReadId)?.Picture.Post.Id ?? 0
            : 0;

    private static (string, string, string)? Quote(Posts.Reading.PostPicture picture) =>
        picture.Original is { Post: { DeletedAt: null, Visibility: <= Visibility.Unlisted } } original
            ? (original.Author.Nickname, PostHtml.Plain(original.Post.Warning ?? original.Post.Text, LongestQuote), PostViews.Of(original).Url)
            : null;
}
