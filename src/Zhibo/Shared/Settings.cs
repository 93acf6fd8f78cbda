namespace Zhibo.Shared;

/// <summary>Section "Zhibo" of appsettings.json, overridden by ZHIBO__… and by options. Unknown keys stop the start.</summary>
public sealed class Settings
{
    /// <summary>Folder of everything the site keeps. Option --data.</summary>
    public string Data { get; set; } = "data";

    /// <summary>Where to listen, several separated by semicolons. Option --urls.</summary>
    public string Urls { get; set; } = "http://localhost:5080";

    /// <summary>SQLite path, or a PostgreSQL connection string (Host=…). Empty: zhibo.db in the data folder.</summary>
    public string Database { get; set; } = "";

    /// <summary>Writing connections on PostgreSQL; SQLite always has one.</summary>
    public int WriterLanes { get; set; } = 1;

    /// <summary>0 to 15, different on each node that shares a PostgreSQL database.</summary>
    public int Node { get; set; }

    /// <summary>Folder or s3://bucket. Empty: media in the data folder.</summary>
    public string Media { get; set; } = "";

    public SiteSettings Site { get; set; } = new();

    public ClockSettings Clock { get; set; } = new();

    public LimitSettings Limits { get; set; } = new();

    public UploadSettings Uploads { get; set; } = new();

    public BucketSettings Bucket { get; set; } = new();

    public MailSettings Mail { get; set; } = new();

    public MemorySettings Memory { get; set; } = new();

    public LinkSettings Links { get; set; } = new();

    public TelemetrySettings Telemetry { get; set; } = new();

    /// <summary>When the last backup of this folder was finished, as written by the program itself.</summary>
    public string LastBackupFile => Path.Combine(Data, "last-backup");

    public string MediaOrDefault => Media.Length > 0 ? Media : Path.Combine(Data, "media");

    /// <summary>Name of the bucket; null where files are kept in a folder.</summary>
    public string? MediaBucket => Media.StartsWith(BucketScheme, StringComparison.Ordinal) ? Media[BucketScheme.Length..].TrimEnd('/') : null;

    private const string BucketScheme = "s3://";

    public string DatabaseOrDefault => Database.Length > 0 ? Database : Path.Combine(Data, "zhibo.db");
}

public enum Registration
{
    Open,
    Approval,
    Closed,
}

public sealed class SiteSettings
{
    /// <summary>Host people type, without scheme. Empty: taken from each request.</summary>
    public string Domain { get; set; } = "";

    public string Name { get; set; } = "织博";

    public string Description { get; set; } = "";

    public string Language { get; set; } = "zh-Hans";

    public Registration Registration { get; set; } = Registration.Open;

    /// <summary>Length limit of a post as Weibo counts: a Han character is 1.</summary>
    public int PostLimit { get; set; } = 140;

    /// <summary>Offices must say in words what their pictures show; everybody else is asked to.</summary>
    public bool OfficesDescribePictures { get; set; }

    /// <summary>Tiles under maps, such as https://tiles.example/{z}/{x}/{y}.png. Empty: maps draw their places on plain paper.</summary>
    public string TileUrl { get; set; } = "";

    /// <summary>Who drew the tiles, as they want to be named.</summary>
    public string TileCredit { get; set; } = "";

    /// <summary>Compress pages and JSON here. Off where a proxy in front does it.</summary>
    public bool Compress { get; set; } = true;

    /// <summary>Comma separated addresses or networks of proxies whose X-Forwarded-* headers are believed.</summary>
    public string TrustedProxies { get; set; } = "";
}

public sealed class ClockSettings
{
    public string TimeZone { get; set; } = "Asia/Shanghai";
}

public sealed class LimitSettings
{
    /// <summary>Off only for benchmarks; doctor warns.</summary>
    public bool Enabled { get; set; } = true;

    public int PostsPerHour { get; set; } = 120;

    /// <summary>Conversations that one account may begin a day with people who do not follow it.</summary>
    public int StrangersPerDay { get; set; } = 20;

    public int SignInsPerQuarter { get; set; } = 10;

    public int SignUpsPerDay { get; set; } = 5;

    /// <summary>Of strangers at one address; four times as many for a signed-in account.</summary>
    public int SearchesPerMinute { get; set; } = 60;
}

/// <summary>What may be sent beside text, and how much of it.</summary>
public sealed class UploadSettings
{
    public int PictureMegabytes { get; set; } = 20;

    /// <summary>Width times height, before it is decoded.</summary>
    public int Megapixels { get; set; } = 100;

    public int VideoMegabytes { get; set; } = 200;

    public int AudioMegabytes { get; set; } = 50;

    /// <summary>A file that goes with a document.</summary>
    public int DocumentMegabytes { get; set; } = 20;

    /// <summary>Files of one account.</summary>
    public int PerHour { get; set; } = 300;

    /// <summary>All files of one person together; offices have no such limit.</summary>
    public int QuotaMegabytes { get; set; } = 2048;

    /// <summary>Path of ffmpeg. Empty: the one on the PATH.</summary>
    public string Ffmpeg { get; set; } = "";
}

/// <summary>How to reach the bucket of Media = s3://…</summary>
public sealed class BucketSettings
{
    /// <summary>Such as https://s3.example. Empty: Amazon's.</summary>
    public string Endpoint { get; set; } = "";

    public string Region { get; set; } = "us-east-1";

    public string AccessKey { get; set; } = "";

    public string SecretKey { get; set; } = "";
}

public sealed class MailSettings
{
    /// <summary>Empty: no mail; passwords are reset by the operator.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public bool Tls { get; set; } = true;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public string From { get; set; } = "";
}

public sealed class MemorySettings
{
    /// <summary>Post ids held for timelines; 16 bytes each.</summary>
    public int PostsInIndex { get; set; } = 4_000_000;

    /// <summary>Rendered posts kept ready to send.</summary>
    public int CardCacheMegabytes { get; set; } = 128;

    /// <summary>How long after the start the site begins to read timelines and halls into memory.</summary>
    public int WarmUpAfterSeconds { get; set; } = 1;
}

public sealed class LinkSettings
{
    /// <summary>Read the pages that posts point to, and show their titles. Off where the site cannot reach the internet.</summary>
    public bool Cards { get; set; } = true;
}

public sealed class TelemetrySettings
{
    /// <summary>OTLP address; empty: nothing is sent.</summary>
    public string Otlp { get; set; } = "";

    /// <summary>Serve /metrics for Prometheus: to this machine, and to whoever holds the token.</summary>
    public bool Metrics { get; set; }

    public string MetricsToken { get; set; } = "";
}
