using System.Globalization;
using System.Text;
using Zhibo.Web;

namespace Zhibo.Accounts.Profiles;

/// <summary>Threads over and under each other, in the account's colour.</summary>
internal static class BannerDrawing
{
    private const int Width = 1500, Height = 500, Threads = 9;

    public static string Svg(Account account)
    {
        var colour = AvatarDrawing.ColourOf(account.Handle);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#f7f5f0\"/><g fill=\"none\" stroke=\"{colour}\" stroke-linecap=\"round\">");
        var phase = AvatarMarkup.Tint(account.Handle + "~") * 37;
        for (var n = 0; n < Threads; n++) Thread(svg, n, phase);
        return svg.Append("</g></svg>").ToString();
    }

    private static void Thread(StringBuilder svg, int n, int phase)
    {
        var (y, swing) = (50 + n * 50, (n % 2 == 0 ? 1 : -1) * (26 + n * 2));
        var start = -((phase + n * 61) % 300);
        svg.Append(CultureInfo.InvariantCulture, $"<path stroke-width=\"{2 + n % 3}\" opacity=\"0.{3 + n % 4}\" d=\"M{start} {y}q75 {-swing} 150 0");
        for (var x = start + 150; x < Width; x += 150) svg.Append("t150 0");
        svg.Append("\"/>");
    }
}
