using System.Globalization;
using Zhibo.Data;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Shared;

/// <summary>Settings were changed on a page. Carries them, so that every node applies them without asking the database.</summary>
public sealed record SiteSettingsChanged(Dictionary<string, string> Changed) : Fact;

/// <summary>
/// Settings that are changed while the site runs: their rows outrank the configuration, from the start and on every node at
/// once. It is the first to hear of a change, so that whoever draws anew afterwards draws with the new ones.
/// </summary>
public sealed class LiveSettings(Settings settings, Engine engine) : IWatch<SiteSettingsChanged>, IForget, IHostedService
{
    public const string Name = "Site:Name", Description = "Site:Description", Language = "Site:Language",
        Registration = "Site:Registration", PostLimit = "Site:PostLimit", OfficesDescribe = "Site:OfficesDescribePictures", TileUrl = "Site:TileUrl";

    private static readonly Dictionary<string, Func<SiteSettings, string, bool>> Setters = new(StringComparer.Ordinal)
    {
        [Name] = (site, value) => Set(value.Length > 0, () => site.Name = value),
        [Description] = (site, value) => Set(true, () => site.Description = value),
        [Language] = (site, value) => Set(Words.Languages.Contains(value), () => site.Language = value),
        [Registration] = (site, value) => Enum.TryParse<Registration>(value, out var mode) && Set(Enum.IsDefined(mode), () => site.Registration = mode),
        [PostLimit] = (site, value) => int.TryParse(value, CultureInfo.InvariantCulture, out var limit) && Set(limit is > 0 and <= 10_000, () => site.PostLimit = limit),
        [OfficesDescribe] = (site, value) => bool.TryParse(value, out var must) && Set(true, () => site.OfficesDescribePictures = must),
        [TileUrl] = (site, value) => Set(true, () => site.TileUrl = value),
    };

    /// <summary>The settings as they are in force now, by key.</summary>
    public Dictionary<string, string> Now() => new(StringComparer.Ordinal)
    {
        [Name] = settings.Site.Name,
        [Description] = settings.Site.Description,
        [Language] = settings.Site.Language,
        [Registration] = settings.Site.Registration.ToString(),
        [PostLimit] = settings.Site.PostLimit.ToString(CultureInfo.InvariantCulture),
        [OfficesDescribe] = settings.Site.OfficesDescribePictures.ToString(),
        [TileUrl] = settings.Site.TileUrl,
    };

    public void Seen(SiteSettingsChanged fact) => Apply(fact.Changed);

    public void Forget() => Load();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Load();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Load()
    {
        using var db = engine.ReadHeld();
        Apply(db.SiteSettings.ToDictionary(s => s.Key, s => s.Value));
    }

    /// <summary>A row that says nothing sensible (an older version wrote it) leaves the configuration in force.</summary>
    private void Apply(Dictionary<string, string> values)
    {
        foreach (var (key, value) in values)
            if (Setters.TryGetValue(key, out var set)) set(settings.Site, value);
    }

    private static bool Set(bool good, Action set)
    {
        if (good) set();
        return good;
    }
}
