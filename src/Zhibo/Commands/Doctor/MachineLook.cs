using System.Globalization;
using System.Net.Sockets;
using Zhibo.Shared;

namespace Zhibo.Commands.Doctor;

/// <summary>Settings, folder, disk, time zones, open files, mail server.</summary>
internal sealed class MachineLook(Settings settings)
{
    private const long PlentyOfDisk = 1024L * 1024 * 1024;

    public IReadOnlyList<Finding> Look() => [Configuration(), Domain(), Limits(), Folder(), Disk(), Languages(), Files()];

    private static Finding Configuration() => Finding.Ok("configuration", "every key is known and every value fits");

    private Finding Domain() => settings.Site.Domain.Length > 0
        ? Finding.Ok("domain", settings.Site.Domain)
        : Finding.Warn("domain", "not set: links in mails follow whatever host a request names", "set ZHIBO__Site__Domain");

    private Finding Limits() => settings.Limits.Enabled
        ? Finding.Ok("rate limits", "on")
        : Finding.Warn("rate limits", "off", "remove ZHIBO__Limits__Enabled=false; it is for benchmarks only");

    private Finding Folder()
    {
        if (!Directory.Exists(settings.Data)) return Finding.Ok("data folder", $"{settings.Data} will be made");
        try
        {
            var probe = Path.Combine(settings.Data, ".doctor");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return Finding.Ok("data folder", settings.Data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail("data folder", $"{settings.Data} cannot be written", "give it to the user that runs zhibo, or name another with --data");
        }
    }

    private Finding Disk()
    {
        var free = Readiness.FreeBytes(settings.Data);
        var found = string.Create(CultureInfo.InvariantCulture, $"{free / 1024 / 1024} MB free");
        return free < Readiness.LeastDiskBytes ? Finding.Fail("disk", found, "make room: below 64 MB the site reports itself not ready")
            : free < PlentyOfDisk ? Finding.Warn("disk", found, "make room soon: a backup needs about twice the database")
            : Finding.Ok("disk", found);
    }

    private Finding Languages()
    {
        // Without ICU every culture is the invariant one and Chinese sorts and prints by code point.
        var icu = CultureInfo.GetCultureInfo("zh-Hans").NativeName;
        return !System.Text.Ascii.IsValid(icu)
            ? Finding.Ok("languages and zone", $"{icu}, {settings.Clock.TimeZone}")
            : Finding.Warn("languages and zone", "no ICU: dates and sorting are not Chinese", "install libicu");
    }

    private static Finding Files()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits)) return Finding.Ok("open files", "no limit known on this system");
        var line = File.ReadLines(Limits).FirstOrDefault(l => l.StartsWith("Max open files", StringComparison.Ordinal)) ?? "";
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4 || !long.TryParse(words[3], CultureInfo.InvariantCulture, out var most)) return Finding.Ok("open files", "no limit");
        var found = string.Create(CultureInfo.InvariantCulture, $"at most {most}");
        return most < 8192
            ? Finding.Warn("open files", found, "every live reader is one: LimitNOFILE=65536 in the service file, or ulimit -n")
            : Finding.Ok("open files", found);
    }

    public async Task<IReadOnlyList<Finding>> LookAtMail(CancellationToken ct)
    {
        var mail = settings.Mail;
        if (mail.Host.Length == 0) return [Finding.Warn("mail", "no server set: who forgot a password must ask the operator", "set ZHIBO__Mail__Host and __From")];
        var server = string.Create(CultureInfo.InvariantCulture, $"{mail.Host}:{mail.Port}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(mail.Host, mail.Port, ct).AsTask().WaitAsync(TimeSpan.FromSeconds(5), ct);
            return [Finding.Ok("mail", $"{server} answers")];
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return [Finding.Fail("mail", $"{server} does not answer", "check ZHIBO__Mail__Host and __Port and the firewall")];
        }
    }
}
