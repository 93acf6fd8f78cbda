using System.Globalization;
using Zhibo.Shared.Text;
using Zhibo.Trends.Counting;

namespace Zhibo.Trends.Pages;

/// <summary>Why something trends, in one plain sentence.</summary>
public static class TrendWords
{
    public static string Reason(TrendFigures figures, Words words) => figures.Usual switch
    {
        0 => words["trends.reason.new", figures.People, Velocity.WindowHours],
        < 1 => words["trends.reason.rare", figures.People, Velocity.WindowHours],
        _ => words["trends.reason", figures.People, Velocity.WindowHours, (int)Math.Round(figures.Usual)],
    };

    /// <summary>An average, a weight or a score.</summary>
    public static string Number(double number) => (Math.Abs(number) < 100 ? Math.Round(number, 1) : Math.Round(number)).ToString("#,0.#", CultureInfo.InvariantCulture);
}
