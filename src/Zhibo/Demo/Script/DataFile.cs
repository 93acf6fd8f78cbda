namespace Zhibo.Demo.Script;

/// <summary>The texts of the city: embedded files of Demo/Data. # begins a comment line.</summary>
internal static class DataFile
{
    private const string Folder = "Zhibo.Demo.Data.";

    public static IEnumerable<string> SceneFiles =>
        typeof(DataFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder + "scenes-", StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])
            .Order(StringComparer.Ordinal);

    public static IEnumerable<string> Lines(string file)
    {
        using var stream = Open(file);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '#')];
    }

    /// <param name="file">Folders below are parted by points.</param>
    public static Stream Open(string file) =>
        typeof(DataFile).Assembly.GetManifestResourceStream(Folder + file) ?? throw new InvalidOperationException($"{file} is not embedded");

    /// <summary>Rows of cells parted by upright strokes.</summary>
    public static IEnumerable<string[]> Rows(string file) => Lines(file).Select(line => line.Split('|', StringSplitOptions.TrimEntries));
}
