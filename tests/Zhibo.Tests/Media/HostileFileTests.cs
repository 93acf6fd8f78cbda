using System.Net;
using System.Text;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Media;

/// <summary>Every file is hostile: none takes the site with it, none brings anything along, each refusal says why.</summary>
public sealed class HostileFileTests
{
    /// <summary>ZHIBO_TEST_HOSTILE_FILES=1000 ./test HostileFile: the figure that is stated.</summary>
    private static readonly int Number = int.TryParse(Environment.GetEnvironmentVariable("ZHIBO_TEST_HOSTILE_FILES"), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 80;

    [Fact]
    public async Task No_hostile_file_harms_the_site_or_keeps_a_place()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var (wang, ran) = (await town.Citizen("王小微"), new Dice());
        var jpeg = await Jpeg(town, wang);
        var files = new Dictionary<string, byte[]>
        {
            ["with a place"] = Drawings.WithSecrets(jpeg),
            ["turned, with a place"] = Drawings.WithSecrets(jpeg, turned: true),
            ["cut off"] = jpeg[..(jpeg.Length / 2)],
            ["header alone"] = jpeg[..20],
            ["65,536 squared"] = Drawings.PixelBomb(65_536),
            ["less than it says"] = Drawings.PixelBomb(6_000),
            ["10,000 frames"] = Drawings.Gif(10_000),
            ["picture and script"] = [.. "GIF89a/*"u8, .. new byte[200], .. "*/=1;alert(1)"u8],
            ["svg"] = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(),
            ["svg in xml"] = "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>"u8.ToArray(),
            ["html"] = "<!doctype html><script>alert(1)</script>"u8.ToArray(),
            ["pdf"] = "%PDF-1.7\n1 0 obj<</Type/Catalog>>"u8.ToArray(),
            ["imagemagick"] = "push graphic-context\nimage over 0,0 0,0 'https://x/'"u8.ToArray(),
            ["zip"] = "PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaaaaaa"u8.ToArray(),
            ["play list"] = "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nfile:///etc/passwd"u8.ToArray(),
            ["film that is none"] = [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[400]],
            ["record that is none"] = [.. "ID3"u8, .. new byte[400]],
            ["picture and archive"] = [.. jpeg, .. "PK\u0003\u0004"u8, .. new byte[60], .. "PK\u0005\u0006"u8, .. new byte[18]],
            ["nothing"] = [],
        };
        for (var i = 0; files.Count < Number; i++) files[$"damaged {i}"] = ran.Damage(i % 3 == 0 ? Drawings.Png(120, 90) : i % 3 == 1 ? Drawings.WithSecrets(jpeg) : Drawings.Gif(12));
        foreach (var (what, file) in files) await Send(town, wang, what, file);

        // Still there, and still at work.
        (await wang.Sends(Drawings.Png(50, 50))).Text("type").ShouldBe("image");
        town.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_held_the_camera_upright_sees_the_picture_upright()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微");
        var size = (await wang.Sends(Drawings.WithSecrets(await Jpeg(town, wang), turned: true))).GetProperty("meta").GetProperty("original");
        (size.Number("width"), size.Number("height")).ShouldBe((300, 400));
    }

    private static async Task<byte[]> Jpeg(Town town, Person person) =>
        await (await town.File((await person.Sends(Drawings.Png(400, 300))).Text("url"))).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static async Task Send(Town town, Person person, string what, byte[] file)
    {
        var answer = await person.Uploads(file);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{what}: {text}");
            text.Length.ShouldBeGreaterThan(14, what);
            return;
        }
        await town.FilesReady();
        var url = System.Text.Json.JsonDocument.Parse(text).RootElement.Text("url");
        foreach (var name in new[] { "full.jpg", "full.webp", "640.webp", "moving.webp" })
        {
            var kept = await (await town.File(url[..(url.LastIndexOf('/') + 1)] + name)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var letters = Encoding.Latin1.GetString(kept);
            foreach (var trace in new[] { Drawings.Secret, "Exif", "xmpmeta", "8BIM", "PK\u0003\u0004" }) letters.ShouldNotContain(trace, customMessage: $"{what}, {name}");
        }
    }

    /// <summary>The same damage on every day.</summary>
    private sealed class Dice
    {
        private uint state = 20_130_420;

        public byte[] Damage(byte[] file)
        {
            var damaged = file.ToArray();
            for (var i = 0; i < 8; i++) damaged[12 + (Next() % (damaged.Length - 12))] = (byte)Next();
            return Next() % 3 == 0 ? damaged[..(damaged.Length / 2)] : damaged;
        }

        private int Next()
        {
            state = (state * 1_664_525) + 1_013_904_223;
            return (int)(state >> 8);
        }
    }
}
