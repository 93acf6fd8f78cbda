using Zhibo.Accounts;

namespace Zhibo.Posts.Commenting;

/// <summary>Who may comment on what I write, and the comments that wait for me or of me.</summary>
public sealed record ReviewView(IReadOnlyList<CommentersOf> Accounts, IReadOnlyList<HeldView> ForMe, IReadOnlyList<HeldView> Mine);

/// <summary>An account for which the reader may say who comments: their own, then offices.</summary>
public sealed record CommentersOf(string Handle, string Nickname, WhoComments Who);

/// <summary>The rule in forms and words.</summary>
public static class WhoChoice
{
    public static string Name(WhoComments who) => who.ToString().ToLowerInvariant();

    public static string Word(WhoComments who) => $"posts.who.{Name(who)}";

    /// <summary>Null is not said.</summary>
    public static WhoComments? Of(string? name) =>
        Enum.TryParse<WhoComments>(name, ignoreCase: true, out var who) && Enum.IsDefined(who) && !char.IsAsciiDigit(name![0]) ? who : null;
}
