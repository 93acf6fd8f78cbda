using System.Globalization;
using System.Text;
using QRCoder;

namespace Zhibo.Web;

/// <summary>A QR code as one path of an SVG, one unit a module, with the quiet zone around it.</summary>
public sealed record QrDrawing(string Path, int Size)
{
    public static QrDrawing Of(string text)
    {
        using var code = new QRCodeGenerator().CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                if (!row[x]) continue;
                var from = x;
                while (x + 1 < row.Count && row[x + 1]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from + 1}v1h-{x - from + 1}z");
            }
        }
        return new(path.ToString(), code.ModuleMatrix.Count);
    }
}
