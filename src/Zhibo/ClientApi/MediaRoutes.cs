using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Media.Pages;
using Zhibo.Shared;

namespace Zhibo.ClientApi;

/// <summary>Files that a client sends before the status that shows them. They are ready when the answer comes.</summary>
internal static class MediaRoutes
{
    private const string Scope = "write:media";

    public static void MapMediaEntities(this IEndpointRouteBuilder api)
    {
        var rules = api.ServiceProvider.GetRequiredService<UploadRules>();
        api.MapPost("/v2/media", Upload).TakesFiles(rules);
        api.MapPost("/v1/media", Upload).TakesFiles(rules);
        api.MapGet("/v1/media/{id}", Show);
        api.MapPut("/v1/media/{id}", Describe);
    }

    private static async Task Upload(HttpContext http)
    {
        var caller = http.RequireScope(Scope);
        var fields = await Fields.Read(http);
        var file = http.Request.HasFormContentType ? http.Request.Form.Files.GetFile("file") : null;
        if (file is null) throw new Refusal(RefusalKind.Invalid, "media.no_file", "file");
        await using var content = file.OpenReadStream();
        var input = new UploadMedia.Input(caller.AccountId, caller.UserId, content) { Alt = fields.Text("description"), Focus = MediaInput.Focus(fields.Text("focus")) ?? default };
        await Answer(http, await http.Of<UploadMedia>().Run(input, http.RequestAborted));
    }

    private static async Task Show(HttpContext http)
    {
        var (caller, id) = (http.RequireScope(Scope), http.RouteId());
        var file = await http.Of<Db>().MediaFiles.FirstOrDefaultAsync(m => m.Id == id && m.UserId == caller.UserId && m.PostId == null, http.RequestAborted);
        await Answer(http, file ?? throw Asking.NotFound());
    }

    private static async Task Describe(HttpContext http)
    {
        var (caller, id, fields) = (http.RequireScope(Scope), http.RouteId(), await Fields.Read(http));
        var input = new DescribeMedia.Input(caller.UserId, id, fields.Text("description")) { Focus = MediaInput.Focus(fields.Text("focus")) };
        await Answer(http, await http.Of<DescribeMedia>().Run(input, http.RequestAborted));
    }

    private static Task Answer(HttpContext http, MediaFile file)
    {
        var at = http.Place().At;
        return Answers.Entity(http, json => MediaJson.Write(json, file, at));
    }
}
