using System.Net;
using System.Net.Http.Headers;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Media;

/// <summary>Files in a bucket look to readers as files in a folder do.</summary>
public sealed class BucketTests
{
    [Fact]
    public async Task Files_go_to_the_bucket_come_out_of_it_and_are_erased_there()
    {
        await using var bucket = await Bucket.Open();
        await using var town = await Town.Start(EngineKind.Sqlite, new()
        {
            Settings = s => (s.Media, s.Bucket) = ("s3://deyang", new() { Endpoint = bucket.Address, AccessKey = "tester", SecretKey = "geheim" }),
        });
        var wang = await town.Citizen("王小微");
        var picture = await wang.Sends(Drawings.Png(800, 600));
        await town.FilesReady();
        bucket.Files.Keys.Where(k => k.StartsWith("deyang/", StringComparison.Ordinal)).Select(k => k.Split('/')[^1]).Order().ShouldBe(["640.jpg", "640.webp", "full.jpg", "full.webp"]);

        var address = new Uri(picture.Text("url")).PathAndQuery;
        var whole = await town.Stranger.Get(address);
        whole.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        whole.Headers.CacheControl!.ToString().ShouldContain("immutable");
        var bytes = await whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var part = await town.Stranger.Send(new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(100, 199) } });
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.Content.Headers.ContentRange!.Length.ShouldBe(bytes.Length);
        (await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(bytes[100..200]);
        (await town.Stranger.Send(new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(9_000_000, null) } })).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);

        town.Clock.Advance(TimeSpan.FromDays(2));
        await PictureTests.Sweep(town);
        bucket.Files.ShouldBeEmpty();
        (await town.Stranger.Get(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_bucket_that_is_away_is_said_so_and_nothing_is_kept_by_half()
    {
        await using var bucket = await Bucket.Open();
        await using var town = await Town.Start(EngineKind.Sqlite, new()
        {
            Settings = s => (s.Media, s.Bucket) = ("s3://deyang", new() { Endpoint = bucket.Address, AccessKey = "tester", SecretKey = "geheim" }),
        });
        var wang = await town.Citizen("王小微");
        bucket.IsAway = true;
        (await wang.Uploads(Drawings.Png(80, 60))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        bucket.IsAway = false;
        await wang.Sends(Drawings.Png(80, 60));
    }
}
