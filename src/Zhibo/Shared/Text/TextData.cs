namespace Zhibo.Shared.Text;

/// <summary>The small tables beside this file, embedded; # begins a comment line.</summary>
internal static class TextData
{
    public static IReadOnlyList<string> Lines(string file)
    {
        using var stream = typeof(TextData).Assembly.GetManifestResourceStream($"{typeof(TextData).Namespace}.{file}")
            ?? throw new InvalidOperationException($"{file} is not embedded");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))];
    }
}
