using System.Text;

namespace Zhibo.Bench;

/// <summary>
/// Chinese as a search sees it: 30,000 words of the 3,755 commonest characters (the first level of GB 2312), used as often as
/// words are (Zipf and Mandelbrot): the commonest stands in three posts of ten, most in hardly any.
/// </summary>
internal sealed class Vocabulary
{
    private const int Words = 30_000;
    private const int Flattened = 8;
    private const int FirstRow = 0xB0, LastRow = 0xD7, FirstCell = 0xA1, LastCell = 0xFE, InLastRow = 0xF9;
    private readonly string[] words = new string[Words];
    private readonly double[] upTo = new double[Words];

    public Vocabulary(Func<int, int, double> uniform)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var gb = Encoding.GetEncoding("gb2312");
        List<string> signs = [];
        for (var row = FirstRow; row <= LastRow; row++)
            for (var cell = FirstCell; cell <= (row == LastRow ? InLastRow : LastCell); cell++) signs.Add(gb.GetString([(byte)row, (byte)cell]));
        var total = 0.0;
        for (var n = 0; n < Words; n++)
        {
            var length = uniform(n, 40) switch { < 0.1 => 1, < 0.75 => 2, < 0.9 => 3, _ => 4 };
            // Some characters are in many words, most in few.
            words[n] = string.Concat(Enumerable.Range(0, length).Select(at => signs[(int)(Math.Pow(uniform(n, 41 + at), 2) * signs.Count)]));
            total += 1.0 / (n + 1 + Flattened);
            upTo[n] = total;
        }
    }

    /// <summary>The commonest first.</summary>
    public IReadOnlyList<string> Commonest => words;

    public string Word(double uniform)
    {
        var at = Array.BinarySearch(upTo, uniform * upTo[^1]);
        return words[Math.Min(at < 0 ? ~at : at, Words - 1)];
    }
}
