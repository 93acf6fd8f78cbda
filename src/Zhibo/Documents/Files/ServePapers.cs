using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Zhibo.Data;
using Zhibo.Media.Storing;
using Zhibo.Shared;

namespace Zhibo.Documents.Files;

/// <summary>
/// Hands out the files of published documents: to anybody, without looking at a cookie or setting one. They are saved, never
/// shown in place: what a file holds runs nowhere in the name of this site.
/// </summary>
internal sealed class ServePapers(RequestDelegate next, MediaStore store, IDbContextFactory<Db> databases)
{
    private static readonly StringValues
        NotLong = "public, max-age=300",
        NothingRuns = "default-src 'none'; sandbox",
        Anybody = "*",
        CrossOrigin = "cross-origin";

    public Task Invoke(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (!path.StartsWith(DocumentFile.Root + "/", StringComparison.Ordinal) || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))) return next(http);
        var number = path[(DocumentFile.Root.Length + 1)..].Split('/')[0];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Serve(http, id) : next(http);
    }

    private async Task Serve(HttpContext http, long id)
    {
        await using var db = await databases.CreateDbContextAsync(http.RequestAborted);
        var file = await (from f in db.DocumentFiles
                          where f.Id == id
                          join d in db.Documents on f.DocumentId equals d.Id
                          where d.State == DocumentState.Published || d.State == DocumentState.Withdrawn
                          select f).FirstOrDefaultAsync(http.RequestAborted);
        if (file is null) throw new Refusal(RefusalKind.NotFound, "documents.file.not_found");
        var found = await Send(http, file, store);
        var headers = http.Response.Headers;
        headers.CacheControl = NotLong;
        headers.AccessControlAllowOrigin = Anybody;
        headers["Cross-Origin-Resource-Policy"] = CrossOrigin;
        await found.ExecuteAsync(http);
    }

    /// <summary>The file as something to be saved, in whole or in part.</summary>
    public static async Task<IResult> Send(HttpContext http, DocumentFile file, MediaStore store)
    {
        if (await store.Read(file.Hash, file.Format.StoredAs(), http.Request, http.RequestAborted) is not { } found) throw new Refusal(RefusalKind.NotFound, "documents.file.not_found");
        var saved = new ContentDispositionHeaderValue("attachment");
        saved.SetHttpFileName(file.Name);
        http.Response.Headers.ContentDisposition = saved.ToString();
        http.Response.Headers.ContentSecurityPolicy = NothingRuns;
        return found;
    }
}
