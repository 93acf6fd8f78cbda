using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Zhibo.Shared;

namespace Zhibo.Media.Storing;

/// <summary>Files in a bucket that speaks S3. The site hands them out itself, so that no page names another host and the
/// bucket can stay closed; a cache in front sees each file once.</summary>
internal sealed class BucketStore : MediaStore, IDisposable
{
    private readonly AmazonS3Client client;
    private readonly string bucket;

    public BucketStore(string bucket, BucketSettings settings, string arriving)
    {
        (this.bucket, Arriving) = (bucket, arriving);
        var config = new AmazonS3Config
        {
            AuthenticationRegion = settings.Region,
            Timeout = TimeSpan.FromSeconds(60),
            MaxErrorRetry = 2,
            // Others than Amazon's do not know its newer checksums.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (settings.Endpoint.Length > 0) (config.ServiceURL, config.ForcePathStyle) = (settings.Endpoint, true);
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(settings.Region);
        client = new AmazonS3Client(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), config);
    }

    public override string Arriving { get; }

    public override async Task Put(string hash, string name, string file, CancellationToken ct)
    {
        var put = new PutObjectRequest { BucketName = bucket, Key = Key(hash, name), FilePath = file, ContentType = MediaPath.TypeOf(name), UseChunkEncoding = false };
        try
        {
            await client.PutObjectAsync(put, ct);
        }
        catch (AmazonServiceException e)
        {
            throw Away(e);
        }
    }

    public override async Task<IResult?> Read(string hash, string name, HttpRequest request, CancellationToken ct)
    {
        var get = new GetObjectRequest { BucketName = bucket, Key = Key(hash, name) };
        var tag = Tag(hash, name);
        // What stands under a name never changes: whoever has it once has it for good.
        if (request.Headers.IfNoneMatch.ToString() == tag) return Results.StatusCode(StatusCodes.Status304NotModified);
        if (RangeOf(request) is { } range) get.ByteRange = new ByteRange(range);
        try
        {
            return new Part(await client.GetObjectAsync(get, ct), MediaPath.TypeOf(name), tag);
        }
        catch (AmazonServiceException e) when (e.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonServiceException e) when (e.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return Results.StatusCode(StatusCodes.Status416RangeNotSatisfiable);
        }
        catch (AmazonServiceException e)
        {
            throw Away(e);
        }
    }

    public override async Task Delete(string hash, CancellationToken ct)
    {
        try
        {
            var list = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = Key(hash, "") }, ct);
            foreach (var found in list.S3Objects ?? []) await client.DeleteObjectAsync(bucket, found.Key, ct);
        }
        catch (AmazonServiceException e)
        {
            throw Away(e);
        }
    }

    public override async Task<string> Probe(CancellationToken ct)
    {
        Directory.CreateDirectory(Arriving);
        await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 1 }, ct);
        return "s3://" + bucket;
    }

    public void Dispose() => client.Dispose();

    private static string Key(string hash, string name) => $"{hash[..2]}/{hash}/{name}";

    /// <summary>Only what browsers and players ask for: one range.</summary>
    private static string? RangeOf(HttpRequest request)
    {
        var asked = request.Headers.Range.ToString();
        return System.Net.Http.Headers.RangeHeaderValue.TryParse(asked, out var range) && range is { Unit: "bytes", Ranges.Count: 1 } ? asked : null;
    }

    private static Refusal Away(AmazonServiceException e) =>
        e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound
            ? throw new IOException("The bucket refuses: " + e.Message, e)
            : new Refusal(RefusalKind.Busy, "media.store_away") { RetryAfter = TimeSpan.FromSeconds(30) };

    /// <summary>What the bucket sends, passed on as it comes.</summary>
    private sealed class Part(GetObjectResponse found, string type, string tag) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using (found)
            {
                var response = httpContext.Response;
                response.StatusCode = (int)found.HttpStatusCode;
                response.ContentType = type;
                response.ContentLength = found.ContentLength;
                response.Headers.AcceptRanges = "bytes";
                response.Headers.ETag = tag;
                if (found.ContentRange is { Length: > 0 } range) response.Headers.ContentRange = range;
                if (!HttpMethods.IsHead(httpContext.Request.Method)) await found.ResponseStream.CopyToAsync(response.Body, httpContext.RequestAborted);
            }
        }
    }
}
