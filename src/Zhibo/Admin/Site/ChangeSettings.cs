using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Admin.Site;

/// <summary>Changes what the site is called and how it lets people in; in force on every node at once and after every start.</summary>
public sealed class ChangeSettings(Writer writer, LiveSettings live, TimeProvider clock)
{
    public const int LongestName = 60, LongestDescription = 300, LongestTileUrl = 300, MostPostLimit = 10_000;
    public const string TileExample = "https://tiles.example/{z}/{x}/{y}.png";

    /// <param name="PostLimit">As typed.</param>
    public sealed record Input(long UserId, string Name, string Description, string Language, string Registration, string PostLimit)
    {
        /// <summary>Offices must say what their pictures show.</summary>
        public bool OfficesDescribe { get; init; }

        /// <summary>With {z}, {x} and {y}; empty: maps without pictures.</summary>
        public string TileUrl { get; init; } = "";
    }

    /// <summary>The keys that are different now.</summary>
    public async Task<IReadOnlyList<string>> Run(Input input, CancellationToken ct)
    {
        var now = live.Now();
        var changed = Checked(input).Where(pair => now[pair.Key] != pair.Value).ToDictionary(StringComparer.Ordinal);
        await writer.Run(turn =>
        {
            turn.RequireOperator(input.UserId);
            if (changed.Count == 0) return;
            foreach (var (key, value) in changed) Set(turn, key, value);
            turn.Audit(new("settings.changed", input.UserId) { Subject = "site", Detail = string.Join(", ", changed.Keys) }, clock.GetUtcNow());
            turn.Raise(new SiteSettingsChanged(changed));
        }, ct);
        return [.. changed.Keys];
    }

    private static Dictionary<string, string> Checked(Input input) => new(StringComparer.Ordinal)
    {
        [LiveSettings.Name] = Line(input.Name, "name", LongestName, needed: true),
        [LiveSettings.Description] = Line(input.Description, "description", LongestDescription, needed: false),
        [LiveSettings.Language] = Words.Languages.FirstOrDefault(l => l == input.Language) ?? throw Bad("language", "admin.settings.bad_language"),
        [LiveSettings.Registration] = Enum.TryParse<Registration>(input.Registration, ignoreCase: true, out var mode) && Enum.IsDefined(mode)
            ? mode.ToString() : throw Bad("registration", "admin.settings.bad_registration"),
        [LiveSettings.PostLimit] = Limit(input.PostLimit),
        [LiveSettings.OfficesDescribe] = input.OfficesDescribe.ToString(),
        [LiveSettings.TileUrl] = Tiles(input.TileUrl),
    };

    private static string Limit(string typed) =>
        int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= MostPostLimit
            ? limit.ToString(CultureInfo.InvariantCulture)
            : throw new Refusal(RefusalKind.Invalid, "admin.settings.bad_limit", "limit", MostPostLimit);

    private static string Tiles(string typed)
    {
        var address = Line(typed, "tiles", LongestTileUrl, needed: false);
        if (address.Length == 0) return "";
        var places = new[] { "{z}", "{x}", "{y}" }.All(place => address.Contains(place, StringComparison.Ordinal));
        var plain = address.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        // It becomes part of a header that lists what a page may load: nothing but an address may stand there.
        var good = places && Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && !plain.AsSpan().ContainsAny(" ;,'\"");
        return good ? address : throw new Refusal(RefusalKind.Invalid, "admin.settings.bad_tiles", "tiles", TileExample);
    }

    private static string Line(string typed, string field, int most, bool needed)
    {
        var clean = InputText.CleanLine(typed, most);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), field, most);
        return clean.Text.Length > 0 || !needed ? clean.Text : throw Bad(field, "admin.settings.no_name");
    }

    private static Refusal Bad(string field, string word) => new(RefusalKind.Invalid, word, field);

    private static void Set(Db turn, string key, string value)
    {
        if (turn.SiteSettings.AsTracking().FirstOrDefault(s => s.Key == key) is { } row) row.Value = value;
        else turn.SiteSettings.Add(new SiteSetting { Key = key, Value = value });
    }
}
