using System.Text.Encodings.Web;
using Zhibo.Web;

namespace Zhibo.Accounts.Profiles;

/// <summary>What programs get who have chosen no picture: the first character on the colour that our own pages show too.</summary>
internal static class AvatarDrawing
{
    // The --tint- colours of tokens.css, light scheme.
    private static readonly string[] Tints =
        ["#9a3f31", "#8a5a12", "#5c6f2a", "#2c7355", "#1f7180", "#2f6299", "#5157a0", "#7a5490", "#8d4a6b", "#6b5b4b"];

    public static string ColourOf(string handle) => Tints[AvatarMarkup.Tint(handle)];

    public static string Svg(Account account)
    {
        // Agencies and halls stand on a square seal, people in a circle.
        var corner = account.Kind is AccountKind.Agency or AccountKind.Hall ? 20 : 60;
        var first = HtmlEncoder.Default.Encode(AvatarMarkup.First(account.Nickname));
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="120" height="120" viewBox="0 0 120 120"><rect width="120" height="120" rx="{corner}" fill="{ColourOf(account.Handle)}"/><text x="60" y="62" fill="#fff" font-family="PingFang SC,HarmonyOS Sans SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif" font-size="58" font-weight="600" text-anchor="middle" dominant-baseline="central">{first}</text></svg>
            """;
    }
}
