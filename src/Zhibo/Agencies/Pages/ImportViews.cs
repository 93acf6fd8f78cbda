using Zhibo.Agencies.Import;

namespace Zhibo.Agencies.Pages;

/// <summary>A list on its way through the pages: what it holds, how its columns are read, what a run would do.</summary>
/// <param name="FileName">As the clerk's machine calls it.</param>
/// <param name="Packed">The file itself, compressed and in Base64: it travels with the form, so that no server need remember it.</param>
public sealed record ImportView(string FileName, string Packed)
{
    /// <summary>More would not be read.</summary>
    public const int MostShown = 200;

    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Field to column.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Of the dry run, or of the import; null while the columns are not clear.</summary>
    public ImportAgencies.Outcome? Outcome { get; init; }
}
