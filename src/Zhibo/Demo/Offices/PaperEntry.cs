using System.Globalization;
using Zhibo.Demo.People;
using Zhibo.Demo.Script;
using Zhibo.Demo.Staging;

namespace Zhibo.Demo.Offices;

/// <summary>A line of issued.txt.</summary>
/// <param name="Files">Name of the file among the data, and what it is called.</param>
/// <param name="Became">corrected or withdrawn, with the reason; empty: as it was issued.</param>
internal sealed record PaperEntry(string Key, int DaysAgo, TimeOnly Hour, string Handle, string Title, string Issuers, IReadOnlyList<(string File, string Name)> Files, string Became)
{
    private const char Colon = '\uFF1A', OpenTitle = '\u300A', CloseTitle = '\u300B';

    private string Number { get; init; } = "";

    public static IReadOnlyList<PaperEntry> All() => [.. DataFile.Rows("issued.txt").Select(Read)];

    /// <summary>The year is that of the day on which it was issued.</summary>
    public string NumberOf(DateOnly day) => Number.Replace("{year}", day.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>The post that carries it, as it is prefilled.</summary>
    public Said Post(Cast cast, TimePlan times)
    {
        var day = times.Today.AddDays(-DaysAgo);
        return new() { Author = cast[Handle], At = times.Moment(day, Hour), Text = $"{OpenTitle}{Title}{CloseTitle} {NumberOf(day)}", Heat = 3, Paper = Key };
    }

    /// <summary>What a text of the data says.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(DataFile.Open($"documents.{name}.md"));
        return reader.ReadToEnd().TrimEnd();
    }

    public static (string Kind, string Reason) Split(string pair) => pair.Split(Colon, 2) is [var kind, var reason] ? (kind, reason) : (pair, "");

    private static PaperEntry Read(string[] row) => new(row[0], int.Parse(row[1], CultureInfo.InvariantCulture), TimeOnly.Parse(row[2], CultureInfo.InvariantCulture), row[3], row[5],
        row[6].Replace('\u3001', '\n'), [.. row[7].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Split)], row[8])
    { Number = row[4] };
}
