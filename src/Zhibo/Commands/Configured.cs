using System.Globalization;
using Microsoft.Extensions.Configuration.Json;
using Zhibo.Shared;

namespace Zhibo.Commands;

/// <summary>What the files, the environment and the options say together, checked. Later ones win:
/// appsettings.json beside the program, appsettings.json in the data folder, ZHIBO__…, options.</summary>
public sealed record Configured(Settings Settings, IConfiguration All)
{
    public const string Section = "Zhibo";

    public static Configured Read(string? data = null, string? urls = null, string defaultData = "data")
    {
        var options = new Dictionary<string, string?>();
        if (data is not null) options[$"{Section}:Data"] = data;
        if (urls is not null) options[$"{Section}:Urls"] = urls;
        var program = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        var first = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(options).Build();
        var folder = Path.GetFullPath(first[$"{Section}:Data"] ?? defaultData);
        var own = Path.Combine(folder, "appsettings.json");
        try
        {
            var root = new ConfigurationBuilder()
                .AddJsonFile(program, optional: true, reloadOnChange: false)
                .AddJsonFile(own, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(options)
                .Build();
            SettingsCheck.Keys(root);
            var settings = root.GetSection(Section).Get<Settings>() ?? new Settings();
            settings.Data = folder;
            if (settings.Media.Length > 0 && settings.MediaBucket is null) settings.Media = Path.GetFullPath(settings.Media);
            if (settings.Database.Length > 0 && !IsPostgres(settings.Database)) settings.Database = Path.GetFullPath(settings.Database);
            SettingsCheck.Values(settings);
            return new Configured(settings, root);
        }
        catch (InvalidDataException e)
        {
            // "Failed to load configuration from file '…'": the line is in the inner exception.
            throw new CommandFailure($"{e.Message} {e.InnerException?.InnerException?.Message ?? e.InnerException?.Message}".Trim());
        }
    }

    public static bool IsPostgres(string database) => database.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a key was set, in the words of whoever set it.</summary>
    internal static string Origin(IConfigurationRoot root, string key)
    {
        foreach (var provider in root.Providers.Reverse())
        {
            if (!provider.TryGet(key, out _)) continue;
            return provider is JsonConfigurationProvider { Source: { Path: { } path } source }
                ? Path.Combine((source.FileProvider as Microsoft.Extensions.FileProviders.PhysicalFileProvider)?.Root ?? "", path)
                : provider.GetType().Name.StartsWith("Env", StringComparison.Ordinal) ? key.Replace(":", "__", StringComparison.Ordinal).ToUpper(CultureInfo.InvariantCulture)
                : "the options";
        }
        return "the configuration";
    }
}
