namespace Zhibo.Media;

/// <summary>A size in which a picture is kept.</summary>
/// <param name="Name">The first part of the file's name.</param>
/// <param name="Width">It is no wider.</param>
/// <param name="Height">It is no higher: four times the width, so that a notice that was photographed whole can be read.</param>
public sealed record PictureSize(string Name, int Width, int Height);

public static class Sizes
{
    public static readonly PictureSize
        Small = new("640", 640, 2560),
        Middle = new("1280", 1280, 5120),
        Full = new("full", LongestSide, LongestSide),
        Moving = new("moving", 640, LongestSide);

    /// <summary>WebP ends at 16,383.</summary>
    private const int LongestSide = 12_000;

    private const long MostKept = 9_000_000;

    /// <summary>How often a picture is halved before it is kept: exactly, since a JPEG can be decoded in half its size.</summary>
    public static int Halvings(int width, int height)
    {
        var halvings = 0;
        while ((long)(width >> halvings) * (height >> halvings) > MostKept || Math.Max(width, height) >> halvings > LongestSide) halvings++;
        return halvings;
    }

    /// <summary>A size is only made of pictures that are larger.</summary>
    public static bool Exceeds(int width, int height, PictureSize size) => width > size.Width || height > size.Height;
}
