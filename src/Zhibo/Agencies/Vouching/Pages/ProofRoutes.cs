using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Shared.Http;

namespace Zhibo.Agencies.Vouching.Pages;

/// <summary>For other servers: the signed chain of an account, and the site's root keys.</summary>
internal static class ProofRoutes
{
    public static void MapProofs(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").WithDoor(Door.Json);
        api.MapGet("/api/zhibo/v1/agencies/{handle}/verification", async (HttpContext http, ReadProof proof, string handle, CancellationToken ct) =>
            Fresh(http, await proof.Run(handle, ct)))
            .WithTags("vouchers").WithSummary("The signed chain of an account, to be checked by anybody.");
        api.MapGet("/.well-known/zhibo-keys", async (HttpContext http, ReadProof proof, CancellationToken ct) =>
        {
            http.Response.Headers.AccessControlAllowOrigin = "*";
            return Fresh(http, await proof.Roots(ct));
        });
    }

    /// <summary>What was revoked must not live on in somebody's cache.</summary>
    private static Ok<T> Fresh<T>(HttpContext http, T answer)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(answer);
    }
}
