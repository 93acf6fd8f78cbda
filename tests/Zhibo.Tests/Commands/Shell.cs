using Zhibo.Commands;

namespace Zhibo.Tests.Commands;

internal sealed record Said(int Code, string Out, string Error);

/// <summary>Types commands, beside a running site.</summary>
internal sealed class Shell(Town town)
{
    public Task<Said> Does(string input, params string[] args) => Does(town.Database, input, args);

    /// <summary>The database is named in the settings file of its data folder.</summary>
    public static async Task<Said> Does(TownDatabase database, string input, params string[] args)
    {
        var settings = Path.Combine(database.Folder.FullName, "appsettings.json");
        if (!File.Exists(settings)) await File.WriteAllTextAsync(settings, System.Text.Json.JsonSerializer.Serialize(new { Zhibo = new { Database = database.Settings } }));
        return await Run([.. args, "--data", database.Folder.FullName], input);
    }

    public static async Task<Said> Run(string[] args, string input = "")
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.Run(args, new StringReader(input), output, error);
        return new(code, output.ToString().Trim(), error.ToString().Trim());
    }
}

internal sealed class Folder : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zhibo-folder-");

    public string Path => folder.FullName;

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
