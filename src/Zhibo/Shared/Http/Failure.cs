using System.Text.Json;
using Zhibo.Data;

namespace Zhibo.Shared.Http;

/// <summary>What a door says when a request did not work out. <see cref="Word"/> is null where the general sentence for
/// the status is all there is to say.</summary>
public sealed record Failure(int Status, string? Word = null, string? Field = null, TimeSpan? RetryAfter = null, params object?[] Args)
{
    /// <summary>The general sentence for a status.</summary>
    public string StatusWord => Status switch
    {
        400 => "shared.error.bad_request",
        401 => "shared.error.sign_in_needed",
        403 => "shared.error.forbidden",
        404 => "shared.error.not_found",
        405 => "shared.error.method",
        408 => "shared.error.too_slow",
        409 => "shared.error.conflict",
        410 => "shared.error.gone",
        413 => "shared.error.too_large",
        415 => "shared.error.media_type",
        422 => "shared.error.invalid",
        429 => "shared.error.too_many",
        431 => "shared.error.headers_too_large",
        503 => "shared.error.busy",
        < 500 => "shared.error.bad_request",
        _ => "shared.error.unexpected",
    };

    /// <summary>Null: nobody foresaw it, it is a bug.</summary>
    internal static Failure? From(Exception e, HttpRequest request, Engine engine) => e switch
    {
        Refusal no => Of(no),
        BadHttpRequestException bad => new Failure(bad.StatusCode),
        // What the framework throws at forms and JSON that cannot be read.
        InvalidDataException or IOException when request.HasFormContentType => new Failure(400),
        JsonException when HasBody(request) => new Failure(400),
        _ => engine.Translate(e) is Refusal no ? Of(no) : null,
    };

    private static Failure Of(Refusal no) => new((int)no.Kind, no.Word, no.Field, no.RetryAfter, no.Args);

    private static bool HasBody(HttpRequest request) => request.ContentType is not null && !HttpMethods.IsGet(request.Method);
}
