using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;

namespace Zhibo.Posts.Lists;

/// <summary>The lists of a reader. To others they do not exist.</summary>
public sealed class ReadLists(IDbContextFactory<Db> databases, AuthorIndex authors)
{
    /// <summary>A list with its members; read once as long as nothing about its reader changes.</summary>
    public async ValueTask<ReaderList> Of(Reader reader, long listId, CancellationToken ct)
    {
        if (reader.Marks.Lists.TryGetValue(listId, out var held)) return held;
        await using var db = await databases.CreateDbContextAsync(ct);
        var list = await db.ReadingLists.FirstOrDefaultAsync(l => l.Id == listId && l.AccountId == reader.AccountId, ct) ?? throw None();
        var members = await db.ListMembers.Where(m => m.ListId == listId).Select(m => m.AccountId).ToHashSetAsync(ct);
        held = new(list, members, [.. members.Select(authors.SlotOf).Order()]);
        return reader.IsStranger ? held : reader.Marks.Lists.GetOrAdd(listId, held);
    }

    public async Task<IReadOnlyList<ReadingList>> All(long accountId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ReadingLists.Where(l => l.AccountId == accountId).OrderBy(l => l.Id).ToListAsync(ct);
    }

    /// <summary>The lists in which the reader put somebody.</summary>
    public async Task<IReadOnlyList<ReadingList>> With(long accountId, long memberId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ReadingLists.Where(l => l.AccountId == accountId && db.ListMembers.Any(m => m.ListId == l.Id && m.AccountId == memberId)).OrderBy(l => l.Id).ToListAsync(ct);
    }

    internal static Refusal None() => new(RefusalKind.NotFound, "posts.lists.no_list");
}
