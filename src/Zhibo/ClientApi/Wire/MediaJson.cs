using System.Globalization;
using System.Text.Json;
using Zhibo.Media;

namespace Zhibo.ClientApi.Wire;

/// <summary>The MediaAttachment entity.</summary>
internal static class MediaJson
{
    public static void WriteAll(Utf8JsonWriter json, IReadOnlyList<MediaFile> files, Addresses at)
    {
        json.WriteStartArray("media_attachments");
        foreach (var file in files) Write(json, file, at);
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, MediaFile file, Addresses at)
    {
        var seen = file.Width > 0;
        json.WriteStartObject();
        json.WriteId("id", file.Id);
        json.WriteString("type", file.Kind switch { MediaKind.Picture => "image", MediaKind.Video => "video", _ => "audio" });
        json.WriteString("url", at.Root + UrlOf(file));
        // For those that do not know WebP; what is asked for before it is there is answered with the next best.
        json.WriteString("preview_url", seen ? at.Root + MediaPath.Of(file, Sizes.Small, ".jpg") : null);
        foreach (var nothing in new[] { "remote_url", "preview_remote_url", "text_url" }) json.WriteNull(nothing);
        WriteMeta(json, file, seen);
        json.WriteString("description", file.Alt.Length > 0 ? file.Alt : null);
        json.WriteString("blurhash", file.BlurHash);
        json.WriteEndObject();
    }

    private static string UrlOf(MediaFile file) =>
        file.Kind != MediaKind.Picture ? MediaPath.Of(file) : file.Moves ? MediaPath.Of(file, Sizes.Moving) : MediaPath.Of(file, Sizes.Full, ".jpg");

    private static void WriteMeta(Utf8JsonWriter json, MediaFile file, bool seen)
    {
        json.WriteStartObject("meta");
        if (seen)
        {
            json.WriteStartObject("focus");
            json.WriteNumber("x", file.FocusX);
            json.WriteNumber("y", file.FocusY);
            json.WriteEndObject();
        }
        json.WriteStartObject("original");
        if (seen) WriteSize(json, file.Width, file.Height);
        if (file.Seconds is { } seconds) json.WriteNumber("duration", Math.Round(seconds, 3));
        json.WriteEndObject();
        if (seen)
        {
            var scale = Math.Min(1, Math.Min((double)Sizes.Small.Width / file.Width, (double)Sizes.Small.Height / file.Height));
            json.WriteStartObject("small");
            WriteSize(json, (int)Math.Max(1, Math.Round(file.Width * scale)), (int)Math.Max(1, Math.Round(file.Height * scale)));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteSize(Utf8JsonWriter json, int width, int height)
    {
        json.WriteNumber("width", width);
        json.WriteNumber("height", height);
        json.WriteString("size", string.Create(CultureInfo.InvariantCulture, $"{width}x{height}"));
        json.WriteNumber("aspect", Math.Round((double)width / height, 6));
    }
}
