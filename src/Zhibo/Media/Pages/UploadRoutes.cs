using Microsoft.AspNetCore.Mvc;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Media.Pages;

/// <summary>Where the composer's script sends files, one by one, while its reader still writes.</summary>
public static class UploadRoutes
{
    internal static void MapUploads(this IEndpointRouteBuilder routes) =>
        routes.MapPost(MediaPath.Root, Upload).WithDoor(Door.Json).TakesFiles(routes.ServiceProvider.GetRequiredService<UploadRules>());

    /// <summary>Lets more through than a form of text.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder route, UploadRules rules)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new RequestSizeLimitAttribute(rules.MostBody));

    private static async Task<IResult> Upload(HttpContext http, UploadMedia upload, CancellationToken ct)
    {
        var caller = http.RequireScope("write:media");
        if (!http.Request.HasFormContentType) throw new Refusal(RefusalKind.Invalid, "media.no_file", "file");
        var form = await http.Request.ReadFormAsync(ct);
        if (form.Files.GetFile("file") is not { } file) throw new Refusal(RefusalKind.Invalid, "media.no_file", "file");
        await using var content = file.OpenReadStream();
        var kept = await upload.Run(new(caller.AccountId, caller.UserId, content), ct);
        var view = MediaView.Of(kept);
        return Results.Json(new { id = kept.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), kind = kept.Kind.ToString().ToLowerInvariant(), preview = view.Preview, width = kept.Width, height = kept.Height });
    }
}
