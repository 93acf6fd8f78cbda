using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies.Lines;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Halls.Changing;

/// <summary>What holds for everybody who changes a hall, and for every text about one.</summary>
internal static partial class HallRules
{
    public const int LongestSlug = 40, LongestName = 40, LongestIntro = 200, LongestEmergency = 200, LongestHost = 253, LongestColumns = 2 * HallColumn.Most * PostText.LongestTopic;
    private const int LongestEmblem = 24;

    // Addresses beside those of halls.
    private static readonly string[] Taken = ["new", "all", "agencies"];
    private static readonly SearchValues<char> Direction = SearchValues.Create("\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static void RequireAdmin(Caller caller)
    {
        if (caller.Role is not (UserRole.HallAdmin or UserRole.Operator)) throw new Refusal(RefusalKind.Forbidden, "accounts.admins_only");
    }

    /// <summary>The text as it may be stored, or a refusal that names the field.</summary>
    public static HallText Clean(HallText typed, Settings settings) => new()
    {
        Slug = SlugOf(typed.Slug),
        Name = Need(Line(typed.Name, LongestName, "name"), "name"),
        Intro = Line(typed.Intro, LongestIntro, "intro"),
        Region = Line(typed.Region, LongestName, "region"),
        Line = Line(typed.Line, 40, "line"),
        Lead = Line(typed.Lead, 60, "lead").TrimStart('@'),
        Colour = ColourOf(typed.Colour),
        Emblem = EmblemOf(typed.Emblem),
        Host = HostOf(typed.Host, settings),
        Columns = ColumnsOf(typed.Columns),
    };

    /// <summary>Puts a clean text into the row, in the turn that writes it: what it names must be there.</summary>
    public static void Put(Db turn, Hall hall, HallText text)
    {
        if (turn.Halls.Any(h => h.Slug == text.Slug && h.Id != hall.Id)) throw new Refusal(RefusalKind.Conflict, "halls.slug_taken", "slug");
        if (text.Host.Length > 0 && turn.Halls.Any(h => h.Host == text.Host && h.Id != hall.Id)) throw new Refusal(RefusalKind.Conflict, "halls.host_taken", "host");
        if (text.Line.Length > 0) LineList.Seed(turn);
        if (text.Line.Length > 0 && !turn.Lines.Any(l => l.Key == text.Line)) throw new Refusal(RefusalKind.Invalid, "halls.no_line", "line");
        (hall.Slug, hall.Name, hall.Intro, hall.Emblem) = (text.Slug, text.Name, text.Intro, text.Emblem);
        (hall.RegionCode, hall.LineKey, hall.Colour, hall.Host) = (RegionOf(turn, text.Region), Given(text.Line), Given(text.Colour), Given(text.Host));
        (hall.LeadId, hall.Columns) = (LeadOf(turn, text.Lead), text.Columns);
    }

    public static Hall Find(Db turn, long hallId) => turn.Halls.Find(hallId) ?? throw new Refusal(RefusalKind.NotFound, "halls.no_hall");

    public static string Text(string typed, int most, string field) => Need(Line(typed, most, field), field);

    public static AuditLog.Act Act(string name, Caller caller, Hall hall, string detail = "") => new(name, caller.UserId) { Subject = "hall " + hall.Slug, Detail = detail };

    /// <summary>An account that is no citizen's, by handle or nickname.</summary>
    public static Account? Office(Db turn, string name)
    {
        var (key, handle) = (Names.Skeleton(name), name.ToLowerInvariant());
        return turn.Accounts.FirstOrDefault(a => (a.Handle == handle || a.NicknameKey == key) && a.Kind != AccountKind.Citizen);
    }

    private static string? RegionOf(Db turn, string typed)
    {
        if (typed.Length == 0) return null;
        var found = turn.Regions.Where(r => r.Code == typed || r.Name == typed || r.ShortName == typed).OrderBy(r => r.Level).Select(r => new { r.Code, r.Name }).Take(6).ToList();
        return found switch
        {
            [] => throw new Refusal(RefusalKind.Invalid, "halls.no_region", "region"),
            [var one] => one.Code,
            _ => throw new Refusal(RefusalKind.Invalid, "halls.many_regions", "region", string.Join(", ", found.Select(r => $"{r.Name} {r.Code}"))),
        };
    }

    private static long? LeadOf(Db turn, string name) =>
        name.Length == 0 ? null : Office(turn, name)?.Id ?? throw new Refusal(RefusalKind.Invalid, "halls.no_lead", "lead");

    private static string SlugOf(string typed)
    {
        var slug = typed.Trim();
        if (slug.Length > LongestSlug || !Slug().IsMatch(slug)) throw new Refusal(RefusalKind.Invalid, "halls.bad_slug", "slug");
        return Taken.Contains(slug) ? throw new Refusal(RefusalKind.Conflict, "halls.slug_taken", "slug") : slug;
    }

    private static string ColourOf(string typed)
    {
        if (typed.Trim().Length == 0) return "";
        var colour = HallColours.Read(typed) ?? throw new Refusal(RefusalKind.Invalid, "halls.bad_colour", "colour");
        var ratio = HallColours.OnPaper(colour);
        // Cut, not rounded: 4.49 is not enough.
        return ratio >= HallColours.Enough ? colour
            : throw new Refusal(RefusalKind.Invalid, "halls.pale_colour", "colour", (Math.Floor(ratio * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture));
    }

    private static string EmblemOf(string typed)
    {
        var emblem = Line(typed, LongestEmblem, "emblem");
        if (emblem.AsSpan().ContainsAny(Direction) || new StringInfo(emblem).LengthInTextElements > 2) throw new Refusal(RefusalKind.Invalid, "halls.bad_emblem", "emblem");
        return emblem;
    }

    private static string HostOf(string typed, Settings settings)
    {
        var host = typed.Trim().TrimEnd('.').ToLowerInvariant();
        if (host.Length == 0) return "";
        if (host.Length > LongestHost || Uri.CheckHostName(host) != UriHostNameType.Dns || !host.Contains('.', StringComparison.Ordinal)) throw new Refusal(RefusalKind.Invalid, "halls.bad_host", "host");
        try { host = new IdnMapping().GetAscii(host); }
        catch (ArgumentException) { throw new Refusal(RefusalKind.Invalid, "halls.bad_host", "host"); }
        return host == settings.Site.Domain ? throw new Refusal(RefusalKind.Conflict, "halls.host_taken", "host") : host;
    }

    /// <summary>One topic is one column, however often and in whatever width it was written.</summary>
    private static string ColumnsOf(string typed)
    {
        var clean = InputText.Clean(typed, LongestColumns);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "columns", LongestColumns);
        List<string> names = [.. clean.Text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(ColumnOf).DistinctBy(TopicName.Key)];
        return names.Count <= HallColumn.Most ? string.Join('\n', names) : throw new Refusal(RefusalKind.Invalid, "halls.many_columns", "columns", HallColumn.Most);
    }

    private static string ColumnOf(string line) =>
        HallColumn.NameIn(line) ?? throw new Refusal(RefusalKind.Invalid, "halls.bad_column", "columns", Bidi.Strip(PostHtml.Plain(line, LongestName)), PostText.LongestTopic);

    private static string Line(string typed, int most, string field)
    {
        var clean = InputText.CleanLine(typed, most);
        return clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), field, most);
    }

    private static string Need(string text, string field) => text.Length > 0 ? text : throw new Refusal(RefusalKind.Invalid, "halls.missing", field);

    private static string? Given(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]*[a-z0-9])$")]
    private static partial Regex Slug();
}
