using Zhibo.Agencies.Tree;
using Zhibo.Shared;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Agencies.Import;

/// <summary>A row that can be an agency, and what the plan found out about it.</summary>
/// <param name="Typed">As it stands in the row: what is empty here leaves an agency that is there as it is.</param>
/// <param name="ParentName">Name, nickname or handle; empty: it stands under nobody, or stays where it is.</param>
public sealed record ImportEntry(TableRow Row, EnterAgency.Input Typed, AgencyDraft Draft, string ParentName)
{
    /// <summary>Null: the row does not say.</summary>
    public SealKind? Seal { get; init; }

    /// <summary>The agency there is already; else a new id.</summary>
    public long Id { get; set; }

    /// <summary>It was in the register before.</summary>
    public AgencyNode? Known { get; set; }

    public long? ParentId { get; set; }

    /// <summary>The parent, where it comes with the same file.</summary>
    public ImportEntry? ParentRow { get; set; }

    public string Handle { get; set; } = "";

    public bool Rejected { get; set; }

    public bool Changed { get; set; }
}
