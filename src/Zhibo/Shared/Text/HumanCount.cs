using System.Globalization;

namespace Zhibo.Shared.Text;

/// <summary>
/// A count as people say it: 9,999 · 1.2 万 · 170 万 · 1.2 亿, in English 1.7M.
/// Always cut, never rounded up: 99,999,999 views are not yet 1 亿.
/// </summary>
public static class HumanCount
{
    private const long Plain = 10_000;
    private const int Units = 3;

    public static string Of(long count, Words words)
    {
        var size = count == long.MinValue ? long.MaxValue : Math.Abs(count);
        if (size < Plain) return count.ToString("N0", CultureInfo.InvariantCulture);

        // The language says how many digits its units are apart: four in Chinese, three in English.
        var step = (long)Math.Pow(10, int.Parse(words["shared.count.digits"], CultureInfo.InvariantCulture));
        var (unit, scale) = (1, step);
        while (unit < Units && size / scale >= step) (unit, scale) = (unit + 1, scale * step);

        var number = size / scale < 100 ? Tenths(size, scale) : (size / scale).ToString("N0", CultureInfo.InvariantCulture);
        return (count < 0 ? "-" : "") + words[$"shared.count.unit_{unit}", number];
    }

    private static string Tenths(long size, long scale)
    {
        var tenths = size / (scale / 10);
        return tenths % 10 == 0
            ? (tenths / 10).ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}");
    }
}
