using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Media;

/// <summary>A file that a post shall show.</summary>
/// <param name="Alt">Null leaves what was said of it before.</param>
public sealed record Attaching(long Id, string? Alt = null)
{
    public (double X, double Y)? Focus { get; init; }
}

/// <summary>What posts show beside their text: bound to them in the turn that writes them, free again when they go.</summary>
public sealed class Attachments(Settings settings, TimeProvider clock)
{
    /// <summary>Checks what can be known without the database, and cleans the words.</summary>
    public static IReadOnlyList<Attaching> Check(IReadOnlyList<Attaching> wanted)
    {
        if (wanted.Count > UploadRules.MostPictures) throw new Refusal(RefusalKind.Invalid, "media.too_many", "media", UploadRules.MostPictures);
        return [.. wanted.DistinctBy(w => w.Id).Select(w => w.Alt is null ? w : w with { Alt = AltText.Clean(w.Alt) })];
    }

    /// <summary>Gives the files to the post, in this order; those it had and that are not named go.</summary>
    /// <param name="turn">The turn in which the post is written.</param>
    /// <param name="postId">Whose they shall be.</param>
    /// <param name="author">In whose name.</param>
    /// <param name="actingUser">The person who writes for an office: what they sent under their own name is theirs to give.</param>
    /// <param name="wanted">As checked.</param>
    public IReadOnlyList<MediaFile> Bind(Db turn, long postId, long author, long? actingUser, IReadOnlyList<Attaching> wanted)
    {
        var had = turn.MediaFiles.Where(m => m.PostId == postId).ToList();
        HashSet<long> ids = [.. wanted.Select(w => w.Id)];
        var known = turn.MediaFiles.Where(m => ids.Contains(m.Id)).ToList();
        if (known.Count < ids.Count || known.Exists(m => !Owns(m))) throw new Refusal(RefusalKind.Invalid, "media.gone", "media");
        RefuseMixture(known);
        var attached = wanted.Select((w, place) => Give(known.First(m => m.Id == w.Id), w, place)).ToList();
        RefuseSilence(turn, author, attached);
        foreach (var left in had.Where(m => !ids.Contains(m.Id))) Free(left, clock.GetUtcNow());
        return attached;

        bool Owns(MediaFile file) => file.PostId is { } post ? post == postId : file.AccountId == author || (actingUser is { } user && file.UserId == user);

        MediaFile Give(MediaFile file, Attaching w, int place)
        {
            (file.PostId, file.Position, file.AccountId, file.FreeUntil) = (postId, place, author, null);
            if (w.Alt is { } alt) file.Alt = alt;
            if (w.Focus is { } focus) (file.FocusX, file.FocusY) = (Math.Clamp(focus.X, -1, 1), Math.Clamp(focus.Y, -1, 1));
            return file;
        }
    }

    /// <summary>The post is gone; for an hour its files can go into another.</summary>
    public static void FreeAll(Db turn, long postId, DateTimeOffset now)
    {
        foreach (var file in turn.MediaFiles.Where(m => m.PostId == postId).ToList()) Free(file, now);
    }

    /// <summary>What a post shows, kept for whoever looks into it: rows of their own under another id, so that the files stay when
    /// the post goes. They go with <see cref="FreeAll"/>.</summary>
    public static void Keep(Db turn, long postId, long keeper, Ids ids)
    {
        foreach (var file in turn.MediaFiles.AsNoTracking().Where(m => m.PostId == postId).ToList())
        {
            (file.Id, file.PostId) = (ids.Next(), keeper);
            turn.MediaFiles.Add(file);
        }
    }

    /// <summary>Of several posts at once, in their order.</summary>
    public static async Task<ILookup<long, MediaFile>> Of(Db db, IReadOnlyCollection<long> posts, CancellationToken ct)
    {
        List<MediaFile> files = posts.Count == 0 ? [] : await db.MediaFiles.Where(m => m.PostId != null && posts.Contains(m.PostId.Value)).ToListAsync(ct);
        return files.OrderBy(m => m.Position).ToLookup(m => m.PostId!.Value);
    }

    /// <summary>What somebody sent and has not used, as named in a form.</summary>
    public static async Task<IReadOnlyList<MediaFile>> Waiting(Db db, long userId, long? postId, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        var files = await db.MediaFiles.Where(m => ids.Contains(m.Id) && (m.PostId == null ? m.UserId == userId : m.PostId == postId)).ToDictionaryAsync(m => m.Id, ct);
        return [.. ids.Where(files.ContainsKey).Select(id => files[id])];
    }

    private static void Free(MediaFile file, DateTimeOffset now) =>
        (file.PostId, file.Position, file.FreeUntil) = (null, 0, now + UploadRules.StaysAfterwards);

    private static void RefuseMixture(List<MediaFile> files)
    {
        if (files.Count > 1 && files.Exists(f => f.Kind != MediaKind.Picture)) throw new Refusal(RefusalKind.Invalid, "media.mixed", "media", UploadRules.MostPictures);
    }

    private void RefuseSilence(Db turn, long author, List<MediaFile> files)
    {
        if (!settings.Site.OfficesDescribePictures || files.TrueForAll(f => f.Alt.Length > 0 || f.Kind != MediaKind.Picture)) return;
        if (turn.Accounts.Any(a => a.Id == author && (a.Kind == AccountKind.Agency || a.Kind == AccountKind.Hall)))
            throw new Refusal(RefusalKind.Invalid, "media.alt_needed", "media");
    }
}
