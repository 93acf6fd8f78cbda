using System.Text.Json;
using Zhibo.Media;
using Zhibo.Posts.Marks;
using Zhibo.Posts.Polls;
using Zhibo.Shared;

namespace Zhibo.ClientApi.Wire;

/// <summary>
/// The two Instance entities. <c>max_characters</c> is the site's limit as posts are counted here: a Han character is 1, a
/// half-width one 0.5, an address 10, so a client that counts every character as 1 stops early, never late.
/// </summary>
internal static class InstanceJson
{
    /// <summary>Clients read from this number what they may ask for.</summary>
    private const string Compatible = "4.3.0";

    /// <summary>2: notifications in groups.</summary>
    private const int MastodonApi = 2;

    private const long Megabyte = 1024 * 1024;

    // Not measured: a film is kept as it is. Clients want a number, and shrink what is above it.
    private const int MostFrames = 120, MostFilmPixels = 3840 * 2160;

    private static readonly string[] Types =
        ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "video/mp4", "video/webm", "video/quicktime", "audio/mpeg", "audio/ogg", "audio/mp4", "audio/x-m4a"];

    private static readonly string Version =
        $"{Compatible} (compatible; Zhibo {typeof(InstanceJson).Assembly.GetName().Version?.ToString(3)})";

    /// <param name="Picture">Absolute address of the site's mark.</param>
    /// <param name="PushKey">By which push services know this site.</param>
    internal sealed record Look(string Picture, string PushKey);

    public static void WriteFirst(Utf8JsonWriter json, Settings settings, Addresses at, SiteFigures.Figures figures)
    {
        json.WriteStartObject();
        json.WriteString("uri", at.Host);
        json.WriteString("title", settings.Site.Name);
        json.WriteString("short_description", settings.Site.Description);
        json.WriteString("description", settings.Site.Description);
        json.WriteString("email", settings.Mail.From);
        json.WriteString("version", Version);
        json.WriteStartObject("urls");
        json.WriteString("streaming_api", (at.Root.StartsWith("https", StringComparison.Ordinal) ? "wss://" : "ws://") + at.Host);
        json.WriteEndObject();
        json.WriteStartObject("stats");
        json.WriteNumber("user_count", figures.People);
        json.WriteNumber("status_count", figures.Posts);
        json.WriteNumber("domain_count", 0);
        json.WriteEndObject();
        json.WriteNull("thumbnail");
        json.WriteTexts("languages", Language(settings));
        json.WriteBoolean("registrations", settings.Site.Registration != Registration.Closed);
        json.WriteBoolean("approval_required", settings.Site.Registration == Registration.Approval);
        json.WriteBoolean("invites_enabled", false);
        json.WriteStartObject("configuration");
        json.WriteStartObject("accounts");
        json.WriteNumber("max_featured_tags", 0);
        json.WriteEndObject();
        WriteLimits(json, settings, second: false);
        json.WriteEndObject();
        json.WriteNull("contact_account");
        json.WriteEmpty("rules");
        json.WriteEndObject();
    }

    public static void WriteSecond(Utf8JsonWriter json, Settings settings, Addresses at, SiteFigures.Figures figures, Look look)
    {
        json.WriteStartObject();
        json.WriteString("domain", at.Host);
        json.WriteString("title", settings.Site.Name);
        json.WriteString("version", Version);
        json.WriteString("source_url", at.Root);
        json.WriteString("description", settings.Site.Description);
        json.WriteStartObject("api_versions");
        json.WriteNumber("mastodon", MastodonApi);
        json.WriteEndObject();
        json.WriteStartObject("usage");
        json.WriteStartObject("users");
        json.WriteNumber("active_month", figures.ActiveInMonth);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("thumbnail");
        json.WriteString("url", look.Picture);
        json.WriteEndObject();
        json.WriteEmpty("icon");
        json.WriteTexts("languages", Language(settings));
        json.WriteStartObject("configuration");
        json.WriteStartObject("urls");
        json.WriteEndObject();
        json.WriteStartObject("vapid");
        json.WriteString("public_key", look.PushKey);
        json.WriteEndObject();
        json.WriteStartObject("accounts");
        json.WriteNumber("max_featured_tags", 0);
        json.WriteNumber("max_pinned_statuses", PinPost.Most);
        json.WriteEndObject();
        WriteLimits(json, settings, second: true);
        json.WriteStartObject("translation");
        json.WriteBoolean("enabled", false);
        json.WriteEndObject();
        json.WriteEndObject();
        WriteRegistrations(json, settings.Site.Registration);
        json.WriteStartObject("contact");
        json.WriteString("email", settings.Mail.From);
        json.WriteNull("account");
        json.WriteEndObject();
        json.WriteEmpty("rules");
        json.WriteEndObject();
    }

    private static void WriteRegistrations(Utf8JsonWriter json, Registration registration)
    {
        json.WriteStartObject("registrations");
        json.WriteBoolean("enabled", registration != Registration.Closed);
        json.WriteBoolean("approval_required", registration == Registration.Approval);
        json.WriteBoolean("reason_required", registration == Registration.Approval);
        json.WriteNull("message");
        json.WriteNull("min_age");
        json.WriteNull("url");
        json.WriteEndObject();
    }

    /// <summary>0 where a thing cannot be sent: clients hide the button.</summary>
    private static void WriteLimits(Utf8JsonWriter json, Settings settings, bool second)
    {
        json.WriteStartObject("statuses");
        json.WriteNumber("max_characters", settings.Site.PostLimit);
        json.WriteNumber("max_media_attachments", UploadRules.MostPictures);
        json.WriteNumber("characters_reserved_per_url", 10);
        json.WriteEndObject();
        json.WriteStartObject("media_attachments");
        json.WriteTexts("supported_mime_types", Types);
        if (second) json.WriteNumber("description_limit", AltText.Longest);
        json.WriteNumber("image_size_limit", settings.Uploads.PictureMegabytes * Megabyte);
        json.WriteNumber("image_matrix_limit", settings.Uploads.Megapixels * 1_000_000L);
        json.WriteNumber("video_size_limit", settings.Uploads.VideoMegabytes * Megabyte);
        json.WriteNumber("video_frame_rate_limit", MostFrames);
        json.WriteNumber("video_matrix_limit", MostFilmPixels);
        json.WriteEndObject();
        json.WriteStartObject("polls");
        json.WriteNumber("max_options", PollDraft.Most);
        json.WriteNumber("max_characters_per_option", PollDraft.LongestChoice);
        json.WriteNumber("min_expiration", (int)PollDraft.Shortest.TotalSeconds);
        json.WriteNumber("max_expiration", (int)PollDraft.Longest.TotalSeconds);
        json.WriteEndObject();
    }

    /// <summary>Two letters: what follows names a script.</summary>
    private static string Language(Settings settings) => settings.Site.Language.Split('-')[0];
}
