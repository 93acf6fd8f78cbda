using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Polls;

/// <summary>A poll that passed every rule and has no post yet.</summary>
/// <param name="Open">From the moment the post stands.</param>
public sealed record PollDraft(IReadOnlyList<string> Choices, TimeSpan Open, bool Multiple)
{
    public const int Fewest = 2, Most = 8, LongestChoice = 50;

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5), Longest = TimeSpan.FromDays(30);

    /// <summary>The job that tells of its end.</summary>
    internal const string EndJob = "poll-end";

    /// <summary>As a person or a program sent it; blank choices are those that were not used.</summary>
    public sealed record Input(IReadOnlyList<string> Choices, TimeSpan Open, bool Multiple);

    public static PollDraft Read(Input input)
    {
        var choices = input.Choices.Where(c => !string.IsNullOrWhiteSpace(c)).Select(Clean).ToList();
        if (choices.Count is < Fewest or > Most) throw new Refusal(RefusalKind.Invalid, "posts.poll.how_many", "choice_1", Fewest, Most);
        if (choices.Distinct(StringComparer.Ordinal).Count() < choices.Count) throw new Refusal(RefusalKind.Invalid, "posts.poll.twice", "choice_1");
        if (input.Open < Shortest || input.Open > Longest) throw new Refusal(RefusalKind.Invalid, "posts.poll.how_long", "poll_minutes");
        return new(choices, input.Open, input.Multiple);
    }

    internal void Write(Db turn, Post post, Ids ids)
    {
        var poll = new Poll { Id = post.Id, Multiple = Multiple, ClosesAt = post.CreatedAt + Open };
        turn.Polls.Add(poll);
        foreach (var (place, text) in Choices.Index()) turn.PollChoices.Add(new PollChoice { Id = ids.Next(), PollId = post.Id, Place = place, Text = text });
        turn.Queue(EndJob, post.Id, poll.ClosesAt);
    }

    /// <summary>Whether a poll asks exactly this; how long it is open does not matter.</summary>
    internal bool Asks(Db turn, long pollId) =>
        turn.Polls.Any(p => p.Id == pollId && p.Multiple == Multiple)
        && turn.PollChoices.Where(c => c.PollId == pollId).OrderBy(c => c.Place).Select(c => c.Text).ToList().SequenceEqual(Choices);

    private static string Clean(string typed)
    {
        var clean = InputText.CleanLine(typed, LongestChoice);
        return clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "choice_1", LongestChoice);
    }
}
