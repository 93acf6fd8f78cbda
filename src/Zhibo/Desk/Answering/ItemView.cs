using Zhibo.Posts.Pages;

namespace Zhibo.Desk.Answering;

/// <summary>An item as its sheet shows it.</summary>
/// <param name="Base">Where its forms post to, without a slash at the end.</param>
public sealed record ItemView(DeskItem Item, string Base, PostView Post)
{
    /// <summary>The agency's post that was commented on.</summary>
    public PostView? On { get; init; }

    public PostView? Answer { get; init; }

    /// <summary>What the person said to the answer.</summary>
    public PostView? Again { get; init; }

    public IReadOnlyList<NoteLine> Notes { get; init; } = [];

    /// <summary>Who took it on; null is nobody.</summary>
    public string? Holder { get; init; }

    public bool HeldByMe { get; init; }

    /// <summary>Who answered it or set it aside at the desk.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Null where the seat does not answer, the agency is frozen or nothing waits.</summary>
    public ComposerView? Composer { get; init; }

    /// <summary>May take, set aside and answer.</summary>
    public bool MayAct { get; init; }

    public bool Frozen { get; init; }

    /// <summary>The time that is left, 1 to 0, with its words.</summary>
    public (double Left, string Tone, string Words)? Clock { get; init; }

    /// <summary>A refusal of one of the small forms.</summary>
    public string? Fault { get; init; }
}

public sealed record NoteLine(string Who, DateTimeOffset At, string Text);
