using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.Posts.Pages;

/// <summary>Finds a post for whoever asks, or refuses as if it did not exist.</summary>
public sealed class PostShown(Db db, Readers readers)
{
    public async Task<(Reader Reader, PostPicture Picture)> Find(HttpContext http, long id, bool mayBeDeleted, CancellationToken ct)
    {
        var reader = await readers.Of(http.Caller(), ct);
        var picture = await Peek(reader, id, ct);
        if (picture is null || (picture.Post.DeletedAt is not null && !mayBeDeleted)) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        return (reader, picture);
    }

    public async Task<PostPicture?> Peek(Reader reader, long id, CancellationToken ct) =>
        await PostPictures.One(db, id, ct) is { } picture && reader.CanSee(Sight.Of(picture)) ? picture : null;

    /// <summary>The caller's own post, to be changed.</summary>
    public async Task<PostPicture> Own(HttpContext http, long id, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var (_, picture) = await Find(http, id, mayBeDeleted: false, ct);
        return picture.Author.Id == caller.AccountId ? picture : throw new Refusal(RefusalKind.NotFound, "posts.not_found");
    }
}
