using System.Globalization;
using Zhibo.Documents.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Documents;

/// <summary>The words of a document that passed every rule.</summary>
public sealed record DocumentText(string Title, IReadOnlyList<string> Issuers, string Number, DateOnly? IssuedOn, string Body)
{
    public const int LongestTitle = 200, MostIssuers = 10, LongestIssuer = 60, LongestBody = 60_000;

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd"];

    /// <summary>Put together before the turn that writes it: understanding a long text takes its time.</summary>
    internal string Searched { get; private init; } = "";

    /// <summary>As a person or a program sent it.</summary>
    public sealed record Typed
    {
        public string Title { get; init; } = "";

        /// <summary>One a line.</summary>
        public string Issuers { get; init; } = "";

        public string Number { get; init; } = "";

        /// <summary>A day such as 2018-05-03; empty is not said yet.</summary>
        public string IssuedOn { get; init; } = "";

        public string Body { get; init; } = "";

        public static Typed Of(Document document) => new()
        {
            Title = document.Title,
            Issuers = document.Issuers,
            Number = document.Number,
            IssuedOn = document.IssuedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Body = document.Body,
        };
    }

    public static DocumentText Read(Typed typed)
    {
        var title = Bidi.Strip(Line(typed.Title, "title", LongestTitle));
        if (title.Length == 0) throw new Refusal(RefusalKind.Invalid, "documents.needs_title", "title");
        var body = InputText.Clean(typed.Body, LongestBody);
        if (!body.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(body.Fault), "body", LongestBody);
        MarkdownGuard.Check(body.Text);
        // What cannot be drawn is refused here, not on the page of those who want to read it.
        MarkdownPage.Html(body.Text, "");
        var (issuers, number) = (IssuersOf(typed.Issuers), Bidi.Strip(DocumentNumber.Usual(Line(typed.Number, "number", DocumentNumber.Longest))));
        return new(title, issuers, number, DayOf(typed.IssuedOn), body.Text) { Searched = SearchedText.Of(number, title, string.Join('\n', issuers), body.Text) };
    }

    /// <summary>Puts the words into the row.</summary>
    internal void Write(Document document)
    {
        (document.Title, document.Issuers, document.Number) = (Title, string.Join('\n', Issuers), Number);
        (document.IssuedOn, document.Body, document.Searched) = (IssuedOn, Body, Searched);
    }

    internal bool Is(Document document) =>
        (document.Title, document.Issuers, document.Number, document.IssuedOn, document.Body) == (Title, string.Join('\n', Issuers), Number, IssuedOn, Body);

    private static List<string> IssuersOf(string typed)
    {
        if (typed.Length > MostIssuers * (LongestIssuer + 10)) throw new Refusal(RefusalKind.Invalid, "documents.many_issuers", "issuers", MostIssuers);
        List<string> issuers = [.. typed.Split('\n').Select(line => Bidi.Strip(Line(line, "issuers", LongestIssuer))).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)];
        return issuers.Count <= MostIssuers ? issuers : throw new Refusal(RefusalKind.Invalid, "documents.many_issuers", "issuers", MostIssuers);
    }

    private static DateOnly? DayOf(string typed)
    {
        var day = Line(typed, "issued_on", 20);
        if (day.Length == 0) return null;
        return DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) && known.Year is >= 1900 and <= 2200
            ? known : throw new Refusal(RefusalKind.Invalid, "documents.bad_date", "issued_on");
    }

    internal static string Line(string? typed, string field, int most)
    {
        var clean = InputText.CleanLine(typed, most);
        return clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), field, most);
    }
}
