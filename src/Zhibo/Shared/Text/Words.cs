using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Zhibo.Shared.Text;

/// <summary>
/// The words of one language. Every module's <c>Words.&lt;language&gt;.json</c> is embedded and merged once per process.
/// A word may hold a singular and a plural, <c>"{0} reply||{0} replies"</c>: the first is used when the first argument is 1.
/// </summary>
public sealed class Words
{
    private const string FirstLanguage = "zh-Hans";

    private readonly FrozenDictionary<string, Word> _words;

    private Words(string language, FrozenDictionary<string, Word> words)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
        _words = words;
    }

    /// <summary>The languages the program speaks, the first one being the one that fills gaps.</summary>
    public static IReadOnlyList<string> Languages { get; } = [FirstLanguage, "zh-Hant", "en"];

    // Below Languages, which it needs: statics are filled in the order of the text.
    private static readonly FrozenDictionary<string, Words> All = Load(typeof(Words).Assembly);

    public string Language { get; }

    public CultureInfo Culture { get; }

    /// <summary>Every key of this language; for tests and pages that list them.</summary>
    public IEnumerable<string> Keys => _words.Keys;

    public string this[string key] => Find(key)?.Other.Format ?? key;

    public string this[string key, params object?[] args]
    {
        get
        {
            if (Find(key) is not { } word) return key;
            var text = word.One is not null && IsOne(args) ? word.One : word.Other;
            // A word that asks for more than it is given must not take a page down.
            return text.MinimumArgumentCount <= args.Length ? string.Format(Culture, text, args) : text.Format;
        }
    }

    /// <summary>The words of <paramref name="language"/>, or of the first language when it is unknown.</summary>
    public static Words For(string? language) =>
        language is not null && All.TryGetValue(language, out var words) ? words : All[FirstLanguage];

    /// <summary>The best of <see cref="Languages"/> for an <c>Accept-Language</c> header.</summary>
    public static string Pick(string? acceptLanguage) => AcceptLanguage.Pick(acceptLanguage) ?? FirstLanguage;

    public bool Has(string key) => _words.ContainsKey(key);

    private static bool IsOne(object?[] args) => args is [1 or 1L, ..];

    private Word? Find(string key) =>
        _words.TryGetValue(key, out var word) || All[FirstLanguage]._words.TryGetValue(key, out word) ? word : null;

    private static FrozenDictionary<string, Words> Load(Assembly assembly)
    {
        var languages = Languages.ToDictionary(language => language, _ => new Dictionary<string, Word>(StringComparer.Ordinal));
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var language = Languages.FirstOrDefault(language => resource.EndsWith($".Words.{language}.json", StringComparison.Ordinal));
            if (language is not null) Add(assembly, resource, languages[language]);
        }

        return languages.ToFrozenDictionary(
            entry => entry.Key,
            entry => new Words(entry.Key, entry.Value.ToFrozenDictionary(StringComparer.Ordinal)),
            StringComparer.OrdinalIgnoreCase);
    }

    private static void Add(Assembly assembly, string resource, Dictionary<string, Word> words)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            if (!words.TryAdd(key, Word.Of(text))) throw new InvalidDataException($"{resource}: the word {key} is there twice");
    }

    private sealed record Word(CompositeFormat? One, CompositeFormat Other)
    {
        public static Word Of(string text) =>
            text.Split("||") is [var one, var other]
                ? new Word(CompositeFormat.Parse(one), CompositeFormat.Parse(other))
                : new Word(null, CompositeFormat.Parse(text));
    }
}
