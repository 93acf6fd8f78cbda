using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Media;

/// <summary>What a picture shows, in words.</summary>
public static class AltText
{
    /// <summary>As many as Mastodon's clients let people write.</summary>
    public const int Longest = 1500;

    public static string Clean(string? alt)
    {
        var clean = InputText.Clean(alt, Longest);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "alt", Longest);
        return clean.Text.Trim();
    }
}
