using Zhibo.Accounts;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.ClientApi;

/// <summary>What every endpoint of this door asks first.</summary>
internal static class Asking
{
    public static T Of<T>(this HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    /// <summary>The site as this request calls it.</summary>
    public static Place Place(this HttpContext http) => http.Of<Places>().Of(http);

    /// <summary>Anybody may ask; a program that names its user needs the scope.</summary>
    public static ValueTask<Reader> ReaderWith(this HttpContext http, string scope)
    {
        if (http.Caller() is { } caller && !caller.May(scope)) throw new Refusal(RefusalKind.Forbidden, "accounts.scope_missing");
        return http.Reader();
    }

    public static ValueTask<Reader> Reader(this HttpContext http) => http.Of<Readers>().Of(http.Caller(), http.RequestAborted);

    public static Refusal NotFound() => new(RefusalKind.NotFound, "clientapi.not_found");

    /// <summary>The card of a post that the reader may see; others do not exist for them.</summary>
    public static async ValueTask<Card> Card(this HttpContext http, Place place, Reader reader, long id) =>
        await place.Cards.One(id, http.RequestAborted) is { Sight.Deleted: false } card && reader.CanSee(card.Sight) ? card : throw NotFound();
}
