using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Posts.Reading;

namespace Zhibo.Posts.Commenting;

/// <summary>Held comments as pictures, for their author and for those who decide.</summary>
public static class HeldPictures
{
    public sealed record Held(HeldComment Comment, PostPicture Picture);

    public static async Task<IReadOnlyList<Held>> Load(Db db, IQueryable<HeldComment> which, CancellationToken ct)
    {
        var rows = await which.ToListAsync(ct);
        if (rows.Count == 0) return [];
        var parents = rows.Select(r => r.ParentId).ToHashSet();
        var answered = await db.Posts.Where(p => parents.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.AuthorId, ct);
        var people = rows.Select(r => r.AuthorId).Concat(answered.Values).ToHashSet();
        var accounts = await db.Accounts.Where(a => people.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var files = await Attachments.Of(db, [.. rows.Select(r => r.Id)], ct);
        return [.. rows.Where(r => answered.ContainsKey(r.ParentId)).Select(r => new Held(r, Picture(r, accounts, answered) with { Media = [.. files[r.Id]] }))];
    }

    public static async Task<PostPicture> Of(Db db, Post held, CancellationToken ct)
    {
        var parent = await db.Posts.Where(p => p.Id == held.ParentId).Select(p => p.AuthorId).FirstAsync(ct);
        var accounts = await db.Accounts.Where(a => a.Id == held.AuthorId || a.Id == parent).ToDictionaryAsync(a => a.Id, ct);
        return new(held, accounts[held.AuthorId]) { ParentAuthor = accounts[parent], Media = [.. (await Attachments.Of(db, [held.Id], ct))[held.Id]] };
    }

    private static PostPicture Picture(HeldComment row, Dictionary<long, Account> accounts, Dictionary<long, long> answered) =>
        new(HoldComment.AsPost(row), accounts[row.AuthorId]) { ParentAuthor = accounts[answered[row.ParentId]] };
}
