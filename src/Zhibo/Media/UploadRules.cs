using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Media;

/// <summary>How much of what may be sent.</summary>
public sealed class UploadRules(Settings settings, Limits limits, FrozenAccounts frozen)
{
    /// <summary>Pictures of one post; of a film or a recording only one.</summary>
    public const int MostPictures = 9;

    private const long Megabyte = 1024 * 1024;

    /// <summary>How long a file waits for its post.</summary>
    internal static readonly TimeSpan WaitsFor = TimeSpan.FromDays(1);

    /// <summary>How long what stood in a deleted post can be put into a new one.</summary>
    internal static readonly TimeSpan StaysAfterwards = TimeSpan.FromHours(1);

    private readonly Lazy<string?> ffmpeg = new(() => Find(settings.Uploads.Ffmpeg));

    public long MostPixels => settings.Uploads.Megapixels * 1_000_000L;

    /// <summary>Where ffmpeg is; null where it is not.</summary>
    public string? Ffmpeg => ffmpeg.Value;

    internal long Quota => settings.Uploads.QuotaMegabytes * Megabyte;

    /// <summary>A form with everything a post can carry.</summary>
    public long MostBody => Math.Max(MostPictures * MostBytes(MediaKind.Picture), Math.Max(MostBytes(MediaKind.Video), MostBytes(MediaKind.Audio))) + HttpSetup.BodyLimit;

    public long MostBytes(MediaKind kind) => Megabyte * Megabytes(kind);

    internal Refusal TooLarge(MediaKind kind) => new(RefusalKind.TooLarge, "media.too_large", "file", Megabytes(kind));

    /// <summary>Counts one more file against the account.</summary>
    public void Take(long accountId)
    {
        if (frozen.Holds(accountId)) throw new Refusal(RefusalKind.Forbidden, "accounts.frozen");
        limits.Take("upload", accountId.ToString(CultureInfo.InvariantCulture), settings.Uploads.PerHour, TimeSpan.FromHours(1));
    }

    private int Megabytes(MediaKind kind) => kind switch
    {
        MediaKind.Picture => settings.Uploads.PictureMegabytes,
        MediaKind.Video => settings.Uploads.VideoMegabytes,
        _ => settings.Uploads.AudioMegabytes,
    };

    private static string? Find(string set)
    {
        if (set.Length > 0) return File.Exists(set) ? set : null;
        return (new System.Diagnostics.ProcessStartInfo().Environment["PATH"] ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "ffmpeg")).FirstOrDefault(File.Exists);
    }
}
