using Zhibo.Shared.Text;

namespace Zhibo.Posts.Pages;

/// <summary>All versions of a post, the newest first.</summary>
public sealed record HistoryView(AuthorView Author, string PostUrl, IReadOnlyList<VersionView> Versions)
{
    /// <summary>Compares neighbours; <paramref name="states"/> come oldest first.</summary>
    public static HistoryView Of(AuthorView author, string postUrl, IReadOnlyList<(string Text, string? Warning, DateTimeOffset At, string? Reason)> states) =>
        new(author, postUrl, [.. states.Select((s, i) => i == 0
            ? new VersionView(s.At, null, [new(DiffKind.Same, s.Text)]) { Warning = s.Warning, WarningBefore = s.Warning }
            : new VersionView(s.At, states[i - 1].Reason, TextDiff.Between(states[i - 1].Text, s.Text)) { Warning = s.Warning, WarningBefore = states[i - 1].Warning })
            .Reverse()]);
}

/// <summary>One version as what changed since the one before.</summary>
/// <param name="Reason">Why the version before was replaced.</param>
public sealed record VersionView(DateTimeOffset At, string? Reason, IReadOnlyList<DiffPart> Parts)
{
    public string? Warning { get; init; }

    public string? WarningBefore { get; init; }
}
