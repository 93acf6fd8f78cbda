using Zhibo.Regions.Import;
using Zhibo.Regions.Reading;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Regions.Pages;

/// <param name="At">Whose children are shown; null: the provinces.</param>
/// <param name="Query">What was looked for; the rows are what was found.</param>
public sealed record RegionsView(RegionNode? At, string Query, IReadOnlyList<RegionLine> Rows)
{
    /// <summary>Province first, without the region itself.</summary>
    public IReadOnlyList<RegionNode> Above { get; init; } = [];

    public int Total { get; init; }

    /// <summary>How many names fit on the page.</summary>
    public bool More { get; init; }

    /// <summary>What was typed into the form for a new one.</summary>
    public RegionForm Form { get; init; } = new();
}

/// <param name="Path">Of those above; shown with what was found.</param>
public sealed record RegionLine(RegionNode Region, int Children, string Path);

public sealed record RegionForm
{
    public string Name { get; init; } = "";

    public string Code { get; init; } = "";

    public string Variants { get; init; } = "";

    public string Latitude { get; init; } = "";

    public string Longitude { get; init; } = "";
}

/// <summary>The upload, and what became of the last one.</summary>
public sealed record RegionImportView
{
    public const int MostShown = 100;

    public bool DryRun { get; init; }

    public ImportRegions.Outcome? Outcome { get; init; }

    public IReadOnlyList<TableFault> Faults { get; init; } = [];
}

public sealed record RegionEditView(RegionNode Region, string Path, RegionForm Form);
