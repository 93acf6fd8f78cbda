using System.Globalization;
using System.Text.Json;

namespace Zhibo.Media.Worker;

/// <summary>
/// Films and recordings: looked into, written anew without anything that is not sound or picture (places, devices, names,
/// covers, chapters), and a still taken. Nothing is encoded anew. Without ffmpeg they are kept as they came.
/// </summary>
internal sealed class Film(WorkOrder order, FilmTools tools)
{
    private static readonly HashSet<string> Pictures = ["h264", "vp8", "vp9", "av1"];
    private static readonly HashSet<string> Sounds = ["aac", "mp3", "opus", "vorbis", "flac"];

    private sealed record Track(string Type, string Codec);

    /// <summary>What is known of it at once; the still is a picture of its own and follows through <see cref="Still"/>.</summary>
    public WorkResult Make()
    {
        var (tracks, seconds) = Look();
        var (picture, sound) = (tracks.Find(t => t.Type == "video"), tracks.Find(t => t.Type == "audio"));
        var isFilm = FileFormats.KindOf(order.Format) == MediaKind.Video;
        if ((isFilm ? picture : sound) is null) return WorkResult.Refused("media.broken", "no track");
        if ((isFilm && !Pictures.Contains(picture!.Codec)) || (sound is not null && !Sounds.Contains(sound.Codec)))
            return WorkResult.Refused("media.unplayable", $"{picture?.Codec} {sound?.Codec}");
        var name = MediaPath.NameOf(order.Format);
        var part = Path.Combine(order.Out, name + ".part");
        List<string> tracksOut = isFilm ? ["-map", "0:V:0", "-map", "0:a:0?"] : ["-map", "0:a:0"];
        tools.Run(["-nostdin", "-v", "error", .. Input, .. tracksOut, "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", .. Muxer, part]);
        File.Move(part, Path.Combine(order.Out, name));
        return new() { Seconds = seconds };
    }

    /// <summary>A picture out of the film's first second; null where there is none to be had.</summary>
    public string? Still(double seconds)
    {
        var still = Path.Combine(order.Out, "still");
        var at = Math.Min(1, seconds / 3).ToString("0.###", CultureInfo.InvariantCulture);
        try
        {
            tools.Run(["-nostdin", "-v", "error", "-ss", at, .. Input, "-map", "0:V:0", "-frames:v", "1", "-q:v", "2", "-map_metadata", "-1", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-f", "image2", "-update", "1", still]);
        }
        catch (IOException)
        {
            return null;
        }
        return File.Exists(still) ? still : null;
    }

    /// <summary>The reader is named, so that no file is taken for a play list that names others.</summary>
    private string[] Input => ["-protocol_whitelist", "file", "-f", order.Format switch
    {
        FileFormat.Mp4 or FileFormat.M4a => "mov",
        FileFormat.WebM => "matroska",
        FileFormat.Ogg => "ogg",
        _ => "mp3",
    }, "-i", order.In];

    private string[] Muxer => order.Format switch
    {
        FileFormat.Mp4 => ["-movflags", "+faststart", "-f", "mp4"],
        FileFormat.M4a => ["-movflags", "+faststart", "-f", "ipod"],
        FileFormat.WebM => ["-f", "webm"],
        FileFormat.Ogg => ["-f", "ogg"],
        _ => ["-id3v2_version", "0", "-write_xing", "0", "-f", "mp3"],
    };

    private (List<Track> Tracks, double Seconds) Look()
    {
        var said = tools.Probe(["-v", "error", .. Input, "-show_entries", "stream=codec_type,codec_name:stream_disposition=attached_pic:format=duration", "-of", "json"]);
        using var json = JsonDocument.Parse(said);
        List<Track> tracks = [];
        foreach (var stream in json.RootElement.GetProperty("streams").EnumerateArray())
        {
            // The cover of a record is no film.
            if (stream.TryGetProperty("disposition", out var uses) && uses.GetProperty("attached_pic").GetInt32() == 1) continue;
            tracks.Add(new(Text(stream, "codec_type"), Text(stream, "codec_name")));
        }
        var length = Text(json.RootElement.GetProperty("format"), "duration");
        return (tracks, double.TryParse(length, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1_000_000 ? seconds : 0);
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
