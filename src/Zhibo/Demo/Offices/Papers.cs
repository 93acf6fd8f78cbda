using System.Globalization;
using Zhibo.Demo.Script;

namespace Zhibo.Demo.Offices;

/// <summary>What stands in documents, forms and notes.</summary>
internal sealed class Papers
{
    private readonly Dictionary<string, string> _texts = DataFile.Rows("papers.txt").ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal);

    public string this[string key] => _texts[key];

    /// <summary>A document of that year and number.</summary>
    public string Of(string key, int year, int number) => _texts[key]
        .Replace("{year}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{number}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
