using System.Globalization;

namespace Zhibo.Media.Pages;

/// <summary>A file as pages show it.</summary>
public sealed record MediaView(long Id, MediaKind Kind, string Alt)
{
    /// <summary>Higher than this, and a picture is shown from its top.</summary>
    private const double LongFrom = 2.2;

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>The picture in full, or the film or recording itself.</summary>
    public string Url { get; init; } = "";

    public string? Type { get; init; }

    /// <summary>The smallest; null for what cannot be seen.</summary>
    public string? Preview { get; init; }

    /// <summary>For those that do not know WebP.</summary>
    public string? Fallback { get; init; }

    /// <summary>Sizes to choose from.</summary>
    public string? Set { get; init; }

    /// <summary>The largest, to be looked at.</summary>
    public string? Large { get; init; }

    /// <summary>What stands in its place until it is there: #rrggbb.</summary>
    public string? Colour { get; init; }

    /// <summary>Which part stays when it is cropped.</summary>
    public string? Focus { get; init; }

    public bool Moves { get; init; }

    public bool Tall => Height > Width;

    public bool Long => Width > 0 && Height > Width * LongFrom;

    public static MediaView Of(MediaFile file)
    {
        var view = new MediaView(file.Id, file.Kind, file.Alt) { Width = file.Width, Height = file.Height, Colour = ColourOf(file.BlurHash) };
        if (file.Width > 0) view = Seen(view, file);
        return file.Kind == MediaKind.Picture ? view : view with { Url = MediaPath.Of(file), Type = MediaPath.TypeOf(MediaPath.Of(file)) };
    }

    private static MediaView Seen(MediaView view, MediaFile file)
    {
        var (small, middle) = (MediaPath.Of(file, Sizes.Small), MediaPath.Of(file, Sizes.Middle));
        return view with
        {
            Preview = small,
            Fallback = MediaPath.Of(file, Sizes.Small, ".jpg"),
            Set = small == middle ? small : string.Create(CultureInfo.InvariantCulture, $"{small} {WidthIn(file, Sizes.Small)}w, {middle} {WidthIn(file, Sizes.Middle)}w"),
            Url = MediaPath.Of(file, Sizes.Full, ".jpg"),
            Large = file.Moves ? MediaPath.Of(file, Sizes.Moving) : MediaPath.Of(file, Sizes.Full),
            Moves = file.Moves,
            Focus = FocusOf(file.FocusX, file.FocusY),
        };
    }

    /// <summary>The mean colour is the third to sixth letter of the hash.</summary>
    private static string? ColourOf(string? blurHash)
    {
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
        if (blurHash is not { Length: >= 6 }) return null;
        var colour = 0;
        foreach (var letter in blurHash.AsSpan(2, 4)) colour = (colour * Digits.Length) + Digits.IndexOf(letter, StringComparison.Ordinal);
        return $"#{colour & 0xFFFFFF:x6}";
    }

    private static int WidthIn(MediaFile file, PictureSize size) =>
        (int)Math.Round(file.Width * Math.Min(1, Math.Min((double)size.Width / file.Width, (double)size.Height / file.Height)));

    private static string? FocusOf(double x, double y)
    {
        const double Third = 1 / 3.0;
        var (across, down) = (x < -Third ? " left" : x > Third ? " right" : "", y > Third ? " top" : y < -Third ? " bottom" : "");
        return across.Length + down.Length == 0 ? null : (across + down).Trim();
    }
}
