using System.Buffers;
using System.Text.Encodings.Web;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Pages;

/// <summary>The HTML cards of every language, and how they are written for one reader.</summary>
public sealed class CardShelf
{
    private readonly Dictionary<string, CardCache> _cards = [];
    private readonly Dictionary<string, CardCache> _large = [];
    private readonly Dictionary<string, CardCache> _comments = [];
    private readonly HtmlEncoder _encoder;

    public CardShelf(CardCaches caches, PostCards draw, HtmlEncoder encoder, Settings settings)
    {
        _encoder = encoder;
        foreach (var language in Words.Languages)
        {
            // Half of the memory is for JSON and the site's own language; what few read gets little.
            var bytes = settings.Memory.CardCacheMegabytes * 1024L * 1024 / (language == settings.Site.Language ? 2 : 16);
            _cards[language] = caches.New((picture, _) => draw.Card(PostViews.Of(picture), language), bytes);
            _large[language] = caches.New((picture, _) => draw.Large(PostViews.Of(picture), language), bytes / 8);
            _comments[language] = caches.New((picture, _) => draw.Comment(PostViews.Of(picture), language), bytes / 8);
        }
    }

    public CardCache Cards(string language) => _cards[language];

    public CardCache Large(string language) => _large[language];

    public CardCache Comments(string language) => _comments[language];

    /// <param name="cards">Newest first.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="path">Where the buttons lead back to.</param>
    /// <param name="offices">Accounts for which the reader may edit and delete beside their own.</param>
    /// <param name="place">Where the stream stands: filters hold at places.</param>
    /// <param name="pinned">Whether the offices' posts among them stand first on their pages; of one's own the reader knows.</param>
    public Action<IBufferWriter<byte>> Stream(IReadOnlyList<Card> cards, Reader reader, string path, IReadOnlyCollection<long>? offices = null, bool pinned = false, FilterPlaces place = FilterPlaces.Public)
    {
        var back = CardState.BackTo(path, _encoder);
        return output =>
        {
            foreach (var card in cards) card.Drawn.Write(output, StateOf(card.Sight, reader, back, offices, pinned) with { FoldedBy = FoldedBy(card.Sight, reader, place) });
        };
    }

    public Action<IBufferWriter<byte>> Thread(IReadOnlyList<Threads.Comment> comments, Reader reader, string path, IReadOnlyCollection<long>? offices = null, CommentBoards.Board? board = null)
    {
        var back = CardState.BackTo(path, _encoder);
        return output =>
        {
            foreach (var (card, depth) in comments)
            {
                var state = StateOf(card.Sight, reader, back, offices) with { Featured = board?.Featured.Contains(card.Sight.PostId) == true, Leads = board?.Leads == true, FoldedBy = FoldedBy(card.Sight, reader, FilterPlaces.Thread) };
                PostCards.WriteComment(output, card.Drawn, state, depth);
            }
        };
    }

    private ReadOnlyMemory<byte> FoldedBy(Sight post, Reader reader, FilterPlaces place) =>
        reader.Folds(post, place) is { } title ? CardState.BackTo(title, _encoder) : default;

    private static CardState StateOf(Sight post, Reader reader, ReadOnlyMemory<byte> back, IReadOnlyCollection<long>? offices, bool pinned = false)
    {
        var own = !reader.IsStranger && (post.SubjectAuthorId == reader.AccountId || offices?.Contains(post.SubjectAuthorId) == true);
        return new(reader.HasLiked(post.SubjectId), reader.HasReposted(post.SubjectId), own, back)
        {
            WithoutAnswer = post.AnswerAuthorId is { } answering && (reader.BlocksOrIsBlockedBy(answering) || reader.Mutes(answering)),
            Poll = PollState.Of(post.Poll, post.SubjectAuthorId, reader),
            Kept = reader.HasBookmarked(post.SubjectId),
            Pinned = pinned || reader.HasPinned(post.SubjectId),
        };
    }
}
