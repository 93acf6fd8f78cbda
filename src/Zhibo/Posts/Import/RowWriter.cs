using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Writing;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Posts.Import;

internal enum RowFate
{
    Imported,
    Unchanged,
    Rejected,
}

internal readonly record struct RowEnd(RowFate Fate, TableFault? Fault = null, long PostId = 0);

/// <summary>Writes rows, many at once. A row that speaks of another waits for it.</summary>
internal sealed class RowWriter(IServiceScopeFactory scopes, RowReader reader, bool dryRun)
{
    private readonly Dictionary<string, Task<RowEnd>> _named = new(StringComparer.Ordinal);
    private readonly HashSet<(long Author, string Name)> _taken = [];

    /// <summary>Called in the order of the file, by one caller.</summary>
    public Task<RowEnd> Take(TableRow row, CancellationToken ct)
    {
        if (!reader.TryRead(row, out var post, out var fault)) return Task.FromResult(new RowEnd(RowFate.Rejected, fault));
        if (!_taken.Add((post.AuthorId, post.ExternalId))) return Task.FromResult(new RowEnd(RowFate.Unchanged));
        var linked = post.Link is { } link ? _named.GetValueOrDefault(link) : null;
        var end = Write(post, linked, ct);
        if (post.IsNamed) _named[post.ExternalId] = end;
        return end;
    }

    private async Task<RowEnd> Write(ImportRow row, Task<RowEnd>? linked, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await Known(scope.ServiceProvider.GetRequiredService<Db>(), row, ct) is { } known) return new(RowFate.Unchanged, null, known);
        var target = linked is null ? (RowEnd?)null : await linked;
        var isThere = target is { Fate: not RowFate.Rejected };
        // Words that pass something on can stand alone; an answer without its question cannot.
        if (row.Kind == PostKind.Comment && !isThere)
            return new(RowFate.Rejected, reader.FaultOf(row.Row, PostForm.CommentOn, $"the post \"{PostHtml.Plain(row.Link!, 40)}\" does not stand above it in this file"));
        try
        {
            if (dryRun) return Check(scope.ServiceProvider.GetRequiredService<Drafts>(), row);
            var post = await scope.ServiceProvider.GetRequiredService<CreatePost>().Run(isThere ? Linked(row, target!.Value.PostId) : row.Post, ct);
            return new(RowFate.Imported, null, post.Id);
        }
        catch (Refusal refusal) when (refusal.Kind is not RefusalKind.Busy)
        {
            return new(RowFate.Rejected, reader.FaultOf(row.Row, refusal.Field, Words.For("en")[refusal.Word, refusal.Args]));
        }
    }

    /// <summary>Imported before; or our own export come home, where a post's name is its id.</summary>
    private static async Task<long?> Known(Db db, ImportRow row, CancellationToken ct)
    {
        if (await db.ImportedPosts.Where(i => i.AuthorId == row.AuthorId && i.ExternalId == row.ExternalId).Select(i => (long?)i.PostId).FirstOrDefaultAsync(ct) is { } imported) return imported;
        if (!long.TryParse(row.ExternalId, out var id)) return null;
        return await db.Posts.Where(p => p.Id == id && p.AuthorId == row.AuthorId).Select(p => (long?)p.Id).FirstOrDefaultAsync(ct);
    }

    private static RowEnd Check(Drafts drafts, ImportRow row)
    {
        drafts.Read(row.Post);
        return new(RowFate.Imported);
    }

    private static CreatePost.Input Linked(ImportRow row, long target) =>
        row.Kind == PostKind.Comment ? row.Post with { CommentOn = target } : row.Post with { RepostOf = target };
}
