using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhibo.Demo.Script;

/// <summary>
/// Reads the scene files:
/// <c>% deck weekday=2-3</c> names a deck and how often it is drawn from each day;
/// <c>@ key=value …</c> holds for the scenes that follow;
/// <c>C=parent(months=3-5): text</c> begins a scene, one blank more on the left answers the line above it:
/// <c> O+25m: text</c> as a comment, <c> N&gt;+1h: text</c> as a repost with words.
/// </summary>
internal sealed partial class SceneBook
{
    public List<Scene> Scenes { get; } = [];

    /// <summary>Of each deck, how often on weekdays and at weekends.</summary>
    public Dictionary<string, Traits> Decks { get; } = new(StringComparer.Ordinal);

    public static SceneBook Open()
    {
        var book = new SceneBook();
        foreach (var file in DataFile.SceneFiles) book.Read(file);
        return book;
    }

    private void Read(string file)
    {
        var (deck, shared, story, number) = ("", Traits.None, 0, 0);
        var path = new List<Speech>();
        foreach (var line in DataFile.Lines(file))
        {
            number++;
            if (line[0] == '%')
            {
                var words = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                (deck, shared) = (words[0], Traits.None);
                Decks[deck] = Traits.Read(words.Skip(1));
            }
            else if (line[0] == '@')
            {
                shared = Traits.Read(line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
                story++;
            }
            else
            {
                var (depth, speech) = Parse(line, file);
                if (depth == 0) Scenes.Add(new(deck, $"{file}/{story}", $"{file}/{number}", shared.With(speech.Traits), speech));
                else path[depth - 1].Replies.Add(speech);
                path.RemoveRange(depth, path.Count - depth);
                path.Add(speech);
            }
        }
    }

    private static (int Depth, Speech Speech) Parse(string line, string file)
    {
        var match = Head().Match(line);
        if (!match.Success) throw new InvalidOperationException($"{file}: not understood: {line}");
        var traits = match.Groups["own"].Success ? Traits.Read(match.Groups["own"].Value.Split(',')) : Traits.None;
        var tag = match.Groups["tag"].Success ? match.Groups["tag"].Value : null;
        return (match.Groups["depth"].Length, new Speech(match.Groups["role"].Value, tag, match.Groups["repost"].Success, Delay(match.Groups["after"].Value), traits, match.Groups["text"].Value));
    }

    /// <summary>"25m", "3h", "2d".</summary>
    public static TimeSpan Delay(string text)
    {
        if (text.Length == 0) return TimeSpan.Zero;
        var figure = int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture);
        return text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(figure),
            'h' => TimeSpan.FromHours(figure),
            _ => TimeSpan.FromDays(figure),
        };
    }

    [GeneratedRegex(@"^(?<depth> *)(?<role>[A-Za-z][A-Za-z0-9_]*)(?:=(?<tag>[a-z]+))?(?<repost>>)?(?:\+(?<after>\d+[mhd]))?(?:\((?<own>[^)]*)\))?: (?<text>.+)$")]
    private static partial Regex Head();
}
