using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Posts.Links;

/// <summary>Gives a post the card of its first link, and has it read when nobody did yet.</summary>
internal sealed class LinkHandlers(Settings settings, Ids ids, TimeProvider clock) : IOn<PostPublished>, IOn<PostEdited>, IOn<PostDeleted>
{
    public void Handle(PostPublished fact, Db db)
    {
        // A file of old posts would send the site to thousands of pages at once.
        if (!fact.Imported && fact.Kind != PostKind.Repost) Settle(fact.PostId, db);
    }

    public void Handle(PostEdited fact, Db db) => Settle(fact.PostId, db);

    public void Handle(PostDeleted fact, Db db) => db.PostLinks.Where(l => l.PostId == fact.PostId).ExecuteDelete();

    private void Settle(long postId, Db db)
    {
        if (!settings.Links.Cards) return;
        var text = db.Posts.Where(p => p.Id == postId && p.DeletedAt == null && p.Text.Contains("http")).Select(p => p.Text).FirstOrDefault();
        var url = text is null ? null : LinkRules.FirstIn(text);
        var known = db.PostLinks.AsTracking().FirstOrDefault(l => l.PostId == postId);
        if (url is null)
        {
            if (known is not null) db.PostLinks.Remove(known);
            return;
        }
        var card = db.LinkCards.FirstOrDefault(c => c.Url == url) ?? Open(db, url);
        if (known?.CardId == card.Id) return;
        if (known is not null) known.CardId = card.Id;
        else db.PostLinks.Add(new PostLink { PostId = postId, CardId = card.Id });
        if (card.Title is not null) db.Raise(new PostCounted(postId));
    }

    private LinkCard Open(Db db, string url)
    {
        var card = new LinkCard { Id = ids.Next(), Url = url, DueAt = clock.GetUtcNow() + ReadLink.Again };
        db.LinkCards.Add(card);
        db.Queue(ReadLink.Kind, card.Id, key: ReadLink.KeyOf(card.Id));
        return card;
    }
}
