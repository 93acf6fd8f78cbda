namespace Zhibo.Accounts.Audit.Pages;

/// <summary>The log as its pages show it.</summary>
/// <param name="Path">Of the page.</param>
/// <param name="Asked">What was typed in the search.</param>
public sealed record AuditView(string Path, AuditQuestion Asked, IReadOnlyList<ReadAudit.Row> Rows)
{
    public string? Older { get; init; }

    /// <summary>Given, the page offers to check and to take out the whole log.</summary>
    public bool Whole { get; init; }

    /// <summary>Set when the chain was just computed anew.</summary>
    public VerifyAudit.Outcome? Verified { get; init; }
}

/// <summary>Fields of the search, as typed.</summary>
public sealed record AuditQuestion(string Person, string Account, string Act, string From, string To)
{
    /// <summary>The same search as a query of an address, without the mark.</summary>
    public string Query => string.Join('&', new[] { ("person", Person), ("account", Account), ("act", Act), ("from", From), ("to", To) }
        .Where(f => f.Item2.Length > 0).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}"));
}
