using System.Globalization;

namespace Zhibo.Posts.Polls;

/// <summary>What stands in the composer's poll.</summary>
public sealed record PollForm(IReadOnlyList<string> Choices, int Minutes, bool Multiple)
{
    public const int Usual = 1440;

    /// <summary>How long it may be open, in minutes.</summary>
    public static readonly IReadOnlyList<int> Spans = [5, 30, 60, 360, Usual, 3 * Usual, 7 * Usual, 30 * Usual];

    public PollDraft.Input Input => new(Choices, TimeSpan.FromMinutes(Minutes), Multiple);

    /// <summary>Null when nothing was typed.</summary>
    public static PollForm? Of(IFormCollection form)
    {
        var choices = Enumerable.Range(1, PollDraft.Most).Select(n => form["choice_" + n.ToString(CultureInfo.InvariantCulture)].ToString()).ToList();
        if (choices.TrueForAll(string.IsNullOrWhiteSpace)) return null;
        var minutes = int.TryParse(form["poll_minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        return new(choices, minutes, form["poll_multiple"] == "true");
    }
}
