using QRCoder;

namespace Zhibo.Feeds.Codes;

/// <summary>Draws QR codes: black on white with the quiet zone of four modules that the standard asks for.</summary>
internal static class QrDrawing
{
    public const int UsualSize = 480;
    private const int Smallest = 60;
    private const int Largest = 2000;

    /// <param name="text">An address.</param>
    /// <param name="sturdy">A quarter of it may be torn or dirty (Q); else a seventh (M), with larger modules.</param>
    /// <param name="size">Wished edge in pixels; modules are whole pixels, so it comes out as large or a little smaller.</param>
    public static byte[] Png(string text, bool sturdy, int size)
    {
        using var data = Code(text, sturdy);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(Math.Max(1, Math.Clamp(size, Smallest, Largest) / data.ModuleMatrix.Count));
    }

    /// <summary>As large as the page wants it.</summary>
    public static string Svg(string text, bool sturdy, int size)
    {
        using var data = Code(text, sturdy);
        using var svg = new SvgQRCode(data);
        var edge = Math.Clamp(size, Smallest, Largest);
        return svg.GetGraphic(new System.Drawing.Size(edge, edge), "#000000", "#ffffff");
    }

    private static QRCodeData Code(string text, bool sturdy) =>
        QRCodeGenerator.GenerateQrCode(text, sturdy ? QRCodeGenerator.ECCLevel.Q : QRCodeGenerator.ECCLevel.M);
}
