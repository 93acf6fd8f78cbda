using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Documents;
using Zhibo.Documents.Reading;
using Zhibo.Posts;
using Zhibo.Search.Index;
using Zhibo.Shared.Facts;

namespace Zhibo.Search.Indexing;

/// <summary>What was corrected is found by its new words, what was deleted by none. Durable: old words must not outlive a crash.</summary>
internal sealed class IndexChanges(PostIndex index) : IOn<PostEdited>, IOn<PostDeleted>, IOn<DocumentChanged>
{
    public void Handle(PostEdited fact, Db db) => Anew(db, fact.PostId);

    /// <summary>The post that carries it is found by its words.</summary>
    public void Handle(DocumentChanged fact, Db db) => Anew(db, fact.PostId);

    public void Handle(PostDeleted fact, Db db)
    {
        index.Claim(db, wait: true);
        index.Remove(db, fact.PostId);
    }

    private void Anew(Db db, long postId)
    {
        index.Claim(db, wait: true);
        index.Remove(db, postId);
        if (db.Posts.AsNoTracking().FirstOrDefault(p => p.Id == postId && p.DeletedAt == null) is { } post) index.Add(db, [Analysis.Document.Of(post, SearchedText.Of(db, post.DocumentId))]);
    }
}
