using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Facts;

namespace Zhibo.ClientApi;

/// <summary>
/// Draws a post that was just written from what is at hand. Reading it back would cost as much as writing it.
/// </summary>
internal sealed class FreshCards(IDbContextFactory<Db> contexts) : IWatch<AccountChanged>, IForget
{
    private const int MostAuthors = 20_000;
    private readonly ConcurrentDictionary<long, Account> _authors = new();

    // Counts what was dropped: what was read before a drop must not be kept after it.
    private long _drops;

    /// <summary>Null for all but the plain case: an original post that names nobody and asks nothing.</summary>
    public async ValueTask<Card?> Draw(Place place, Post post, long moment, CancellationToken ct)
    {
        if (post.Kind != PostKind.Original || post.HasPoll || post.MediaCount > 0 || post.DeletedAt is not null || post.Text.AsSpan().IndexOfAny('@', '＠') >= 0) return null;
        var author = _authors.TryGetValue(post.AuthorId, out var held) ? held : await Read(post.AuthorId, ct);
        return await place.Cards.Add(new PostPicture(post, author), moment, ct);
    }

    public void Seen(AccountChanged fact)
    {
        Interlocked.Increment(ref _drops);
        _authors.TryRemove(fact.AccountId, out _);
    }

    public void Forget()
    {
        Interlocked.Increment(ref _drops);
        _authors.Clear();
    }

    private async Task<Account> Read(long id, CancellationToken ct)
    {
        var before = Interlocked.Read(ref _drops);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var author = await db.Accounts.FirstAsync(a => a.Id == id, ct);
        if (_authors.Count >= MostAuthors) _authors.Clear();
        if (before == Interlocked.Read(ref _drops)) _authors[id] = author;
        return author;
    }
}
