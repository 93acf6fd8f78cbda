using Zhibo.Demo.People;
using Zhibo.Posts;

namespace Zhibo.Demo.Staging;

/// <summary>A post before it is a row.</summary>
internal sealed class Said
{
    public required Actor Author { get; init; }

    public required DateTimeOffset At { get; init; }

    public PostKind Kind { get; init; }

    public Visibility Visibility { get; init; }

    public string Text { get; init; } = "";

    public string? Warning { get; init; }

    /// <summary>What it answers or passes on.</summary>
    public Said? Subject { get; init; }

    /// <summary>The text it had before it was corrected.</summary>
    public Correction? Corrected { get; init; }

    /// <summary>How much it moves people: likes and reposts follow from it.</summary>
    public int Heat { get; init; }

    public Asked? Poll { get; init; }

    public string? Pool { get; init; }

    /// <summary>Which document hangs on it.</summary>
    public string? Paper { get; init; }

    public (int Least, int Most) CrowdSize { get; init; }

    /// <summary>Where it happens; comments speak of the same street.</summary>
    public Scope? Scope { get; init; }

    /// <summary>In order of time.</summary>
    public long Id { get; set; }

    public Said Original => Kind is PostKind.Quote or PostKind.Repost ? Subject!.Original : this;

    public bool IsOpen => Visibility <= Visibility.Unlisted;
}

internal sealed record Correction(string Before, DateTimeOffset At, string Reason);
