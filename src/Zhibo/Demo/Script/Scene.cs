namespace Zhibo.Demo.Script;

/// <summary>Something that can happen: a post and what comes of it.</summary>
/// <param name="Story">Scenes of one story share their people and places.</param>
internal sealed record Scene(string Deck, string Story, string Place, Traits Traits, Speech Root);

/// <param name="Role">A letter for somebody (C, N, O …), or a handle.</param>
/// <param name="Tag">What a citizen in this role must be.</param>
/// <param name="Repost">Passes on instead of commenting.</param>
internal sealed record Speech(string Role, string? Tag, bool Repost, TimeSpan After, Traits Traits, string Text)
{
    public List<Speech> Replies { get; } = [];
}

/// <summary>key=value pairs of a scene or a speech.</summary>
internal sealed class Traits
{
    public static readonly Traits None = new([]);

    private readonly Dictionary<string, string> _values;

    private Traits(Dictionary<string, string> values) => _values = values;

    public string? this[string key] => _values.GetValueOrDefault(key);

    public static Traits Read(IEnumerable<string> pairs) =>
        new(pairs.Select(pair => pair.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal));

    public Traits With(Traits own)
    {
        if (own._values.Count == 0) return this;
        var both = new Dictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var (key, value) in own._values) both[key] = value;
        return new(both);
    }

    /// <summary>"3-5" or "4".</summary>
    public (int Least, int Most) Range(string key, int otherwise = 0)
    {
        if (this[key] is not { } text) return (otherwise, otherwise);
        var ends = text.Split('-').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return (ends[0], ends[^1]);
    }

    public int? Number(string key) =>
        this[key] is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>"7:00-7:35".</summary>
    public (TimeOnly From, TimeOnly To) Hours()
    {
        var ends = (this["at"] ?? "9:00-21:00").Split('-').Select(t => TimeOnly.ParseExact(t, "H:mm", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return (ends[0], ends[^1]);
    }
}
