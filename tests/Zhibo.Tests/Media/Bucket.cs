using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zhibo.Tests.Media;

/// <summary>A bucket on this machine that speaks as much S3 as the site does. It takes nothing that is not signed.</summary>
internal sealed class Bucket : IAsyncDisposable
{
    private readonly WebApplication app;

    private Bucket(WebApplication app) => this.app = app;

    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    public string Address { get; private set; } = "";

    /// <summary>Answers nothing but errors.</summary>
    public bool IsAway { get; set; }

    public static async Task<Bucket> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var bucket = new Bucket(builder.Build());
        bucket.app.Run(bucket.Answer);
        await bucket.app.StartAsync();
        bucket.Address = bucket.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return bucket;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        var signed = request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=tester/", StringComparison.Ordinal);
        response.StatusCode = IsAway ? 503 : signed ? 200 : 403;
        if (response.StatusCode != 200) return;
        var key = request.Path.Value!.Trim('/');
        switch (request.Method)
        {
            case "PUT":
                using (var body = new MemoryStream())
                {
                    await request.Body.CopyToAsync(body);
                    Files[key] = body.ToArray();
                }
                response.Headers.ETag = Tag(Files[key]);
                break;
            case "DELETE":
                Files.TryRemove(key, out _);
                response.StatusCode = 204;
                break;
            case "GET" when request.Query.ContainsKey("list-type"):
                await List(response, key, request.Query["prefix"].ToString());
                break;
            case "GET" when Files.TryGetValue(key, out var file):
                response.Headers.ETag = Tag(file);
                await Results.Bytes(file, "application/octet-stream", enableRangeProcessing: true).ExecuteAsync(http);
                break;
            default:
                response.StatusCode = 404;
                response.ContentType = "application/xml";
                await response.WriteAsync("<Error><Code>NoSuchKey</Code><Message>not here</Message></Error>");
                break;
        }
    }

    private static string Tag(byte[] file) => $"\"{Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(file))}\"";

    private Task List(HttpResponse response, string bucket, string prefix)
    {
        response.ContentType = "application/xml";
        var found = Files.Keys.Where(k => k.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal)).Select(k => $"<Contents><Key>{k[(bucket.Length + 1)..]}</Key><Size>1</Size></Contents>");
        return response.WriteAsync($"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>{bucket}</Name><IsTruncated>false</IsTruncated>{string.Concat(found)}</ListBucketResult>");
    }
}
