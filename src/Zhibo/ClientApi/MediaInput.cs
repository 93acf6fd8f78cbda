using System.Globalization;

namespace Zhibo.ClientApi;

/// <summary>What clients say of files.</summary>
internal static class MediaInput
{
    /// <summary>"x,y", each from -1 to 1; anything else is not said.</summary>
    public static (double X, double Y)? Focus(string? text) =>
        text?.Split(',') is [var x, var y] && Number(x) is { } across && Number(y) is { } up ? (across, up) : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
