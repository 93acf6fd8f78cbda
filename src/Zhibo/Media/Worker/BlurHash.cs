using System.Text;

namespace Zhibo.Media.Worker;

/// <summary>A picture in thirty letters, drawn while it loads: cosines of its colours, as described at blurha.sh.</summary>
internal static class BlurHash
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(v => v / 255.0).Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4))];

    /// <param name="pixels">Red, green and blue, row by row.</param>
    /// <param name="width">Of the picture, which should be tiny.</param>
    /// <param name="height">Of the picture.</param>
    public static string Of(ReadOnlySpan<byte> pixels, int width, int height)
    {
        var (across, down) = width >= height ? (4, 3) : (3, 4);
        var factors = new (double R, double G, double B)[across * down];
        for (var j = 0; j < down; j++)
            for (var i = 0; i < across; i++)
                factors[(j * across) + i] = Factor(pixels, width, height, i, j);
        var largest = factors.Skip(1).Max(f => Math.Max(Math.Abs(f.R), Math.Max(Math.Abs(f.G), Math.Abs(f.B))));
        var quantised = (int)Math.Clamp(Math.Floor((largest * 166) - 0.5), 0, 82);
        var hash = new StringBuilder(6 + (2 * factors.Length));
        Write(hash, across - 1 + ((down - 1) * 9), 1);
        Write(hash, quantised, 1);
        Write(hash, (Byte(factors[0].R) << 16) + (Byte(factors[0].G) << 8) + Byte(factors[0].B), 4);
        foreach (var (r, g, b) in factors.Skip(1))
        {
            var most = (quantised + 1) / 166.0;
            Write(hash, (Part(r / most) * 19 * 19) + (Part(g / most) * 19) + Part(b / most), 2);
        }
        return hash.ToString();
    }

    private static (double R, double G, double B) Factor(ReadOnlySpan<byte> pixels, int width, int height, int i, int j)
    {
        var (r, g, b) = (0.0, 0.0, 0.0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var basis = Math.Cos(Math.PI * i * x / width) * Math.Cos(Math.PI * j * y / height);
                var at = ((y * width) + x) * 3;
                (r, g, b) = (r + (basis * Linear[pixels[at]]), g + (basis * Linear[pixels[at + 1]]), b + (basis * Linear[pixels[at + 2]]));
            }
        }
        var scale = (i == 0 && j == 0 ? 1.0 : 2.0) / (width * height);
        return (r * scale, g * scale, b * scale);
    }

    private static int Byte(double linear)
    {
        var v = Math.Clamp(linear, 0, 1);
        return (int)((v <= 0.0031308 ? v * 12.92 : (1.055 * Math.Pow(v, 1 / 2.4)) - 0.055) * 255 + 0.5);
    }

    private static int Part(double value) => (int)Math.Clamp(Math.Floor((Math.Sign(value) * Math.Sqrt(Math.Abs(value)) * 9) + 9.5), 0, 18);

    private static void Write(StringBuilder hash, int value, int length)
    {
        for (var power = length - 1; power >= 0; power--) hash.Append(Digits[value / (int)Math.Pow(83, power) % 83]);
    }
}
