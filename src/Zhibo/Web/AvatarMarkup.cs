using System.Globalization;
using System.Text.Encodings.Web;
using Zhibo.Shared;

namespace Zhibo.Web;

/// <summary>The portrait as markup: a picture, or the first character on a colour that stays with the account.</summary>
public static class AvatarMarkup
{
    private const int Tints = 10;

    /// <param name="verified">With a seal: that of <paramref name="kind"/>, or a plain one where the kind is not known.</param>
    internal static string Html(
        string handle, string nickname, string? url, HtmlEncoder encoder, bool square = false, bool verified = false, string size = "", SealKind? kind = null)
    {
        var shape = (square ? " square" : "") + (size.Length == 0 ? "" : " " + size);
        var seal = verified ? Seal(kind) : "";
        return url is null
            ? $"<span class=\"avatar{shape} tint-{Tint(handle)}\" aria-hidden=\"true\">{encoder.Encode(First(nickname))}{seal}</span>"
            : $"<span class=\"avatar{shape}\" aria-hidden=\"true\"><img src=\"{encoder.Encode(url)}\" alt=\"\" loading=\"lazy\" width=\"44\" height=\"44\">{seal}</span>";
    }

    /// <summary>Told apart by shape, drawing and colour; the words for it stand beside the name.</summary>
    internal static string Seal(SealKind? kind, string place = "")
    {
        var name = kind?.ToString().ToLowerInvariant();
        var drawing = name is null ? "seal" : "seal-" + name;
        var style = (name is null ? "" : " " + name) + (place.Length == 0 ? "" : " " + place);
        return $"<span class=\"seal{style}\"><svg aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-{drawing}\"></use></svg></span>";
    }

    public static string First(string nickname)
    {
        var first = StringInfo.GetNextTextElement(nickname.Trim());
        return first.Length == 0 ? "·" : first.ToUpperInvariant();
    }

    /// <summary>FNV-1a: the same colour on every machine and after every restart.</summary>
    public static int Tint(string handle)
    {
        var hash = 2166136261u;
        foreach (var letter in handle)
            hash = (hash ^ letter) * 16777619u;
        return (int)(hash % Tints);
    }
}
