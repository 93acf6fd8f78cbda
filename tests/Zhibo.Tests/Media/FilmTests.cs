using System.Diagnostics;
using System.Net;
using System.Text;
using Zhibo.Tests.ClientApi;

namespace Zhibo.Tests.Media;

/// <summary>Films and recordings.</summary>
public sealed class FilmTests
{
    [Fact]
    public async Task A_film_loses_its_place_and_gets_a_still()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微");
        var film = Made("film.mp4", "-f", "lavfi", "-i", "testsrc=size=320x240:rate=10:duration=2", "-f", "lavfi", "-i", "sine=duration=2", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac",
            "-metadata", "location=" + Drawings.Secret, "-metadata", "comment=" + Drawings.Secret, "-movflags", "+use_metadata_tags");
        Encoding.Latin1.GetString(film).ShouldContain(Drawings.Secret);

        var sent = await wang.Sends(film, "试播");
        sent.Text("type").ShouldBe("video");
        sent.GetProperty("meta").GetProperty("original").GetProperty("duration").GetDouble().ShouldBe(2, 0.2);
        Encoding.Latin1.GetString(await (await town.File(sent.Text("url"))).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldNotContain(Drawings.Secret);
        (await town.File(sent.Text("preview_url"))).Content.Headers.ContentType!.MediaType.ShouldStartWith("image/");

        await wang.Shows("看片", sent.Text("id"));
        var shown = (await wang.Page($"/@{wang.Handle}")).QuerySelector(".post video")!;
        (shown.GetAttribute("width"), shown.HasAttribute("poster")).ShouldBe(("320", true));

        var (other, picture) = (await wang.Sends(film), await wang.Sends(Drawings.Png(40, 40)));
        (await wang.Calls(HttpMethod.Post, "/api/v1/statuses", System.Net.Http.Json.JsonContent.Create(new { status = "都要", media_ids = new[] { other.Text("id"), picture.Text("id") } })).AsRefusal())
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_recording_is_heard_without_its_cover()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微");
        foreach (var (name, codec) in new[] { ("talk.mp3", "libmp3lame"), ("talk.ogg", "libvorbis"), ("talk.m4a", "aac") })
        {
            var sent = await wang.Sends(Made(name, "-f", "lavfi", "-i", "sine=duration=1", "-c:a", codec, "-metadata", "title=" + Drawings.Secret));
            sent.Text("type").ShouldBe("audio", name);
            var file = await town.File(sent.Text("url"));
            file.Content.Headers.ContentType!.MediaType.ShouldStartWith("audio/");
            Encoding.Latin1.GetString(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldNotContain(Drawings.Secret, customMessage: name);
        }
    }

    [Fact]
    public async Task What_browsers_cannot_play_is_refused_and_without_ffmpeg_a_film_is_kept_as_it_came()
    {
        var film = Made("old.mp4", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=1", "-c:v", "mpeg4");
        await using (var town = await Town.Start(EngineKind.Sqlite))
            (await (await town.Citizen("王小微")).Uploads(film).AsRefusal()).ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var bare = await Town.Start(EngineKind.Sqlite, new() { Settings = s => s.Uploads.Ffmpeg = "/nowhere/ffmpeg" });
        var sent = await (await bare.Citizen("王小微")).Sends(film);
        (await (await bare.File(sent.Text("url"))).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(film);
    }

    private static byte[] Made(string name, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("zhibo-film-");
        try
        {
            var start = new ProcessStartInfo("ffmpeg") { RedirectStandardError = true };
            foreach (var argument in (string[])["-nostdin", "-v", "error", .. arguments, Path.Combine(folder.FullName, name)]) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var complaint = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.SkipUnless(process.ExitCode == 0, "this ffmpeg cannot make the film: " + complaint);
            return File.ReadAllBytes(Path.Combine(folder.FullName, name));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("no ffmpeg here");
            return [];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
