using System.Globalization;
using System.Text;
using Zhibo.Search.Analysis;
using Zhibo.Shared.Text;

namespace Zhibo.Search.Asking;

/// <summary>What somebody typed, understood: words, and the operators <c>from:</c>, <c>before:</c>, <c>after:</c>, <c>has:image</c>
/// and <c>#</c>. What is no operator is a word; nothing that is typed is an error but too much of it.</summary>
public sealed class Question
{
    /// <summary>Longer ones are refused.</summary>
    public const int Longest = 100;
    private const int MostRuns = 12;
    private const string Quotes = "\"\u201C\u201D\u300C\u300D";

    private readonly StringBuilder words = new();
    private readonly List<string> runs = [];
    private readonly List<string> topics = [];

    private Question(string text) => Text = text;

    /// <summary>As typed, in one line.</summary>
    public string Text { get; }

    /// <summary>The words without operators: what names are looked for by.</summary>
    public string Words => words.ToString();

    /// <summary>Handle or nickname; "me" is who asks.</summary>
    public string? From { get; private set; }

    public DateTimeOffset? Before { get; private set; }

    public DateTimeOffset? After { get; private set; }

    public bool HasImage { get; private set; }

    /// <summary>Too long, or no text.</summary>
    public bool Unreadable { get; private init; }

    /// <summary>Nothing that could be found: no letter, no figure, no operator.</summary>
    public bool IsEmpty => runs.Count == 0 && topics.Count == 0 && From is null && Before is null && After is null && !HasImage;

    internal IReadOnlyList<string> Runs => runs;

    internal IReadOnlyList<string> Topics => topics;

    /// <param name="text">From anybody.</param>
    /// <param name="zone">In which days begin.</param>
    public static Question Of(string? text, TimeZoneInfo zone)
    {
        var clean = InputText.CleanLine(text, Longest);
        if (!clean.Ok) return new("") { Unreadable = true };
        var question = new Question(clean.Text);
        var rest = new StringBuilder();
        foreach (var token in PostText.Parse(clean.Text))
            if (token.Kind == TokenKind.Topic) question.AddTopic(token.Value);
            else rest.Append(clean.Text, token.Start, token.Length);
        foreach (var part in Parts(rest.ToString()))
            if (!question.IsOperator(part, zone)) question.AddWord(part);
        return question;
    }

    private void AddTopic(string name)
    {
        topics.Add(Document.TopicMark(TopicName.Key(name)));
        Say(TopicName.Display(name));
    }

    private void AddWord(string word)
    {
        foreach (var run in Folded.Of(word).Split(Folded.Seam, StringSplitOptions.RemoveEmptyEntries))
            if (runs.Count < MostRuns && !runs.Contains(run)) runs.Add(run);
        Say(word);
    }

    private void Say(string word)
    {
        word = word.TrimStart('@', '\uFF20');
        if (word.Length == 0) return;
        if (words.Length > 0) words.Append(' ');
        words.Append(word);
    }

    private bool IsOperator(string part, TimeZoneInfo zone)
    {
        var colon = part.AsSpan().IndexOfAny(':', '\uFF1A');
        if (colon <= 0 || colon == part.Length - 1) return false;
        var value = part[(colon + 1)..];
        switch (Names.Key(part[..colon]))
        {
            case "from":
                From = value;
                return true;
            case "before" when Day(value, zone) is { } day:
                Before = day;
                return true;
            case "after" when Day(value, zone) is { } day:
                After = day;
                return true;
            case "has" when Names.Key(value) is "image" or "images":
                HasImage = true;
                return true;
            default:
                return false;
        }
    }

    /// <summary>When the day begins, or the month or year that is given instead.</summary>
    private static DateTimeOffset? Day(string text, TimeZoneInfo zone)
    {
        string[] forms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy-M", "yyyy/M", "yyyy"];
        if (!DateTime.TryParseExact(Names.Key(text), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 2 or > 9998) return null;
        return new DateTimeOffset(day, zone.GetUtcOffset(day));
    }

    /// <summary>Parted at blanks, but for what stands in quotation marks.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var part = new StringBuilder();
        var quoted = false;
        foreach (var sign in text)
        {
            var quote = Quotes.Contains(sign, StringComparison.Ordinal);
            if (!quote && (quoted || !char.IsWhiteSpace(sign)))
            {
                part.Append(sign);
                continue;
            }
            if (part.Length > 0) yield return part.ToString();
            part.Clear();
            quoted ^= quote;
        }
        if (part.Length > 0) yield return part.ToString();
    }
}
