using System.Buffers;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Filters;

/// <summary>A filter of a reader, ready to be held against posts.</summary>
public sealed record ReaderFilter(Filter Filter, IReadOnlyList<ReaderFilter.Needle> Words)
{
    /// <param name="Text">As typed.</param>
    /// <param name="Folded">As it is looked for.</param>
    public sealed record Needle(string Text, string Folded, bool WholeWord);

    public bool Lives(DateTimeOffset now) => Filter.ExpiresAt is not { } end || end > now;

    public bool HoldsAt(FilterPlaces place) => (Filter.Places & place) != 0;
}

/// <summary>
/// All filters of one reader, compiled when the reader is read. Only readers who have some pay: one search for all their
/// words at once, over a text that is folded once for all of them (width, case, traditional as simplified).
/// </summary>
public sealed class ReaderFilters
{
    private readonly IReadOnlyList<ReaderFilter> filters;
    private readonly SearchValues<string> any;

    private ReaderFilters(IReadOnlyList<ReaderFilter> filters)
    {
        this.filters = filters;
        any = SearchValues.Create([.. filters.SelectMany(f => f.Words).Select(w => w.Folded).Distinct()], StringComparison.Ordinal);
        LeavesOut = filters.Any(f => f.Filter.Hides);
    }

    /// <summary>Some of what the reader asks for may be left out.</summary>
    public bool LeavesOut { get; }

    /// <summary>Null when there is nothing to look for.</summary>
    public static ReaderFilters? Of(IEnumerable<Filter> filters, IEnumerable<FilterWord> words)
    {
        var byFilter = words.ToLookup(w => w.FilterId);
        List<ReaderFilter> ready = [.. filters.OrderBy(f => f.Id).Select(f => new ReaderFilter(f, [.. byFilter[f.Id].OrderBy(w => w.Id).Select(Needle).Where(n => n.Folded.Length > 0)])).Where(f => f.Words.Count > 0)];
        return ready.Count == 0 ? null : new(ready);
    }

    /// <summary>By this a word is found: 德陽 is 德阳, ＡＢＣ is abc.</summary>
    public static string Fold(string text) => Simplified.Of(Names.Key(text));

    /// <summary>The filters that a post meets, each with the words that were found.</summary>
    public IReadOnlyList<(ReaderFilter Filter, IReadOnlyList<string> Found)> Meet(Sight post, DateTimeOffset now)
    {
        var text = post.Folded;
        if (!text.AsSpan().ContainsAny(any)) return [];
        List<(ReaderFilter, IReadOnlyList<string>)> met = [];
        foreach (var filter in filters)
        {
            if (!filter.Lives(now)) continue;
            List<string> found = [.. filter.Words.Where(w => Stands(text, w)).Select(w => w.Text)];
            if (found.Count > 0) met.Add((filter, found));
        }
        return met;
    }

    public bool Hide(Sight post, FilterPlaces place, DateTimeOffset now) =>
        LeavesOut && Meet(post, now).Any(m => m.Filter.Filter.Hides && m.Filter.HoldsAt(place));

    /// <summary>The title behind which the post is folded at this place; null where it is not.</summary>
    public string? Fold(Sight post, FilterPlaces place, DateTimeOffset now) =>
        Meet(post, now).Where(m => m.Filter.HoldsAt(place)).Select(m => m.Filter.Filter.Title).FirstOrDefault();

    private static bool Stands(string text, ReaderFilter.Needle word)
    {
        for (var from = 0; (from = text.IndexOf(word.Folded, from, StringComparison.Ordinal)) >= 0; from++)
            if (!word.WholeWord || (Ends(text, from - 1, word.Folded[0]) && Ends(text, from + word.Folded.Length, word.Folded[^1]))) return true;
        return false;
    }

    /// <summary>Han is written without blanks: between Han, and beside it, a word may begin and end anywhere.</summary>
    private static bool Ends(string text, int beside, char edge) =>
        beside < 0 || beside >= text.Length || !IsOfWord(edge) || !IsOfWord(text[beside]);

    private static bool IsOfWord(char sign) => char.IsLetterOrDigit(sign) && !IsHan(sign);

    private static bool IsHan(char sign) => sign is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' || char.IsSurrogate(sign);

    private static ReaderFilter.Needle Needle(FilterWord word) => new(word.Text, Fold(word.Text), word.WholeWord);
}
