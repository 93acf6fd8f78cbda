using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Filters;

/// <summary>Makes a filter or changes one of one's own. What is not said stays as it is.</summary>
public sealed class SaveFilter(Writer writer, Ids ids, TimeProvider clock)
{
    public const int MostFilters = 50, MostWords = 100, LongestWord = 60, LongestTitle = 60;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <param name="FilterId">Null makes a new one.</param>
    public sealed record Input(long AccountId, long? FilterId)
    {
        public string? Title { get; init; }

        public FilterPlaces? Places { get; init; }

        public bool? Hides { get; init; }

        /// <summary>Null: as it is. <see cref="Never"/>: without end.</summary>
        public TimeSpan? EndsIn { get; init; }

        public IReadOnlyList<Word> Words { get; init; } = [];

        /// <summary>Words that are not named go.</summary>
        public bool OnlyThese { get; init; }
    }

    /// <param name="Id">Of a word that is there.</param>
    /// <param name="Text">Null: as it is.</param>
    /// <param name="Gone">Takes it out.</param>
    public sealed record Word(long? Id, string? Text, bool? WholeWord, bool Gone = false);

    public static readonly TimeSpan Never = TimeSpan.MaxValue;

    /// <summary>Returns the filter's id.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        var title = input.Title is null ? null : Clean(input.Title, "title", LongestTitle);
        if (title is null && input.FilterId is null) throw new Refusal(RefusalKind.Invalid, "posts.filter.no_title", "title");
        if (input.Places is FilterPlaces.None || (input.Places is null && input.FilterId is null)) throw new Refusal(RefusalKind.Invalid, "posts.filter.no_place", "places");
        if (input.EndsIn is { } span && span != Never && (span <= TimeSpan.Zero || span > Longest)) throw new Refusal(RefusalKind.Invalid, "posts.filter.bad_end", "ends");
        var words = input.Words.Select(w => w with { Text = w.Text is null ? null : Clean(w.Text, "words", LongestWord) }).ToList();
        return await writer.Run(turn =>
        {
            var filter = input.FilterId is { } id ? Mine(turn, input.AccountId, id) : New(turn, input.AccountId);
            filter.Title = title ?? filter.Title;
            filter.Places = input.Places ?? filter.Places;
            filter.Hides = input.Hides ?? filter.Hides;
            if (input.EndsIn is { } end) filter.ExpiresAt = end == Never ? null : clock.GetUtcNow() + end;
            Change(turn, filter.Id, words, input.OnlyThese);
            turn.Raise(new ReaderChanged(input.AccountId));
            return filter.Id;
        }, ct);
    }

    internal static Filter Mine(Db turn, long account, long id) =>
        turn.Filters.FirstOrDefault(f => f.Id == id && f.AccountId == account) ?? throw new Refusal(RefusalKind.NotFound, "posts.filter.none");

    private Filter New(Db turn, long account)
    {
        if (turn.Filters.Count(f => f.AccountId == account) >= MostFilters) throw new Refusal(RefusalKind.Invalid, "posts.filter.too_many", null, MostFilters);
        var filter = new Filter { Id = ids.Next(), AccountId = account, Title = "" };
        turn.Filters.Add(filter);
        return filter;
    }

    private void Change(Db turn, long filterId, List<Word> changes, bool onlyThese)
    {
        var there = turn.FilterWords.Where(w => w.FilterId == filterId).ToList();
        List<FilterWord> kept = onlyThese ? [] : [.. there];
        foreach (var change in changes)
        {
            var word = change.Id is { } id ? there.Find(w => w.Id == id) ?? throw new Refusal(RefusalKind.NotFound, "posts.filter.none") : null;
            if (change.Gone)
            {
                kept.RemoveAll(w => w.Id == word?.Id);
                continue;
            }
            word ??= onlyThese ? there.Find(w => w.Text == change.Text) : null;
            if (word is null) turn.FilterWords.Add(word = new FilterWord { Id = ids.Next(), FilterId = filterId, Text = change.Text ?? throw new Refusal(RefusalKind.Invalid, "posts.filter.no_word", "words") });
            (word.Text, word.WholeWord) = (change.Text ?? word.Text, change.WholeWord ?? word.WholeWord);
            if (!kept.Contains(word)) kept.Add(word);
        }
        if (kept.Count > MostWords) throw new Refusal(RefusalKind.Invalid, "posts.filter.too_many_words", "words", MostWords);
        turn.FilterWords.RemoveRange(there.Except(kept));
    }

    private static string Clean(string typed, string field, int most)
    {
        var clean = InputText.CleanLine(typed, most);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), field, most);
        return clean.Text.Length > 0 ? clean.Text : throw new Refusal(RefusalKind.Invalid, field == "title" ? "posts.filter.no_title" : "posts.filter.no_word", field);
    }
}
