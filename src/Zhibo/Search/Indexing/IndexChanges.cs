using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Search.Analysis;
using Zhibo.Search.Index;
using Zhibo.Shared.Facts;

namespace Zhibo.Search.Indexing;

/// <summary>What was corrected is found by its new words, what was deleted by none. Durable: old words must not outlive a crash.</summary>
internal sealed class IndexChanges(PostIndex index) : IOn<PostEdited>, IOn<PostDeleted>
{
    public void Handle(PostEdited fact, Db db)
    {
        index.Claim(db, wait: true);
        index.Remove(db, fact.PostId);
        if (db.Posts.AsNoTracking().FirstOrDefault(p => p.Id == fact.PostId && p.DeletedAt == null) is { } post) index.Add(db, [Document.Of(post)]);
    }

    public void Handle(PostDeleted fact, Db db)
    {
        index.Claim(db, wait: true);
        index.Remove(db, fact.PostId);
    }
}
