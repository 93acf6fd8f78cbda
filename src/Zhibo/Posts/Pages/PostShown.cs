using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Posts.Pages;

/// <summary>Finds a post for whoever asks, or refuses as if it did not exist.</summary>
public sealed class PostShown(Db db, Readers readers, ActingSeats seats)
{
    public async Task<(Reader Reader, PostPicture Picture)> Find(HttpContext http, long id, bool mayBeDeleted, CancellationToken ct)
    {
        var reader = await readers.Of(http.Caller(), ct);
        var picture = await Peek(reader, id, ct) ?? await OfAnOffice(http, id, ct);
        if (picture is null || (picture.Post.DeletedAt is not null && !mayBeDeleted)) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        return (reader, picture);
    }

    public async Task<PostPicture?> Peek(Reader reader, long id, CancellationToken ct) =>
        await PostPictures.One(db, id, ct) is { } picture && reader.CanSee(Sight.Of(picture)) ? picture : null;

    /// <summary>The caller's own post, or that of an office for which they may speak, to be changed.</summary>
    public async Task<PostPicture> Own(HttpContext http, long id, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var (_, picture) = await Find(http, id, mayBeDeleted: false, ct);
        if (picture.Author.Id == caller.AccountId) return picture;
        var seat = await seats.At(caller.UserId, picture.Author.Id, ct) ?? throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        return seat.May(PostRights.For(picture.Post.Kind, picture.Post.Visibility)) ? picture : throw new Refusal(RefusalKind.Forbidden, "accounts.no_right");
    }

    /// <summary>The person who changes a post of this author: null for one's own.</summary>
    public static long? ActingUser(Caller caller, long authorId) => authorId == caller.AccountId ? caller.ActingUser : caller.UserId;

    /// <summary>The offices whose posts on a page the caller may change.</summary>
    /// <param name="http">Says who calls.</param>
    /// <param name="also">An account that stands on the page, and may be below an office of the caller's.</param>
    /// <param name="right">What a seat must allow.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task<IReadOnlyCollection<long>> Offices(HttpContext http, long also, ActingRights right, CancellationToken ct)
    {
        if (http.Caller() is not { } caller) return [];
        HashSet<long> offices = [.. (await seats.Of(caller.UserId, ct)).Where(s => s.May(right)).Select(s => s.AccountId)];
        if (offices.Count > 0 && (await seats.At(caller.UserId, also, ct))?.May(right) == true) offices.Add(also);
        return offices;
    }

    /// <summary>Whether it stands first on its author's page; asked for those who may change that.</summary>
    public async Task<bool> IsPinned(Reader reader, PostPicture picture, CancellationToken ct) =>
        !reader.IsStranger && await db.Pins.AnyAsync(p => p.AccountId == picture.Author.Id && p.PostId == picture.Post.Id, ct);

    /// <summary>What an office said to few is known at its desk.</summary>
    private async Task<PostPicture?> OfAnOffice(HttpContext http, long id, CancellationToken ct)
    {
        if (http.Caller() is not { } caller || (await seats.Of(caller.UserId, ct)).Count == 0) return null;
        return await PostPictures.One(db, id, ct) is { } picture && await seats.At(caller.UserId, picture.Author.Id, ct) is not null ? picture : null;
    }
}
