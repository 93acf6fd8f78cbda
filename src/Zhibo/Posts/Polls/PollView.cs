namespace Zhibo.Posts.Polls;

/// <summary>A poll on a card. What it says to whom is in <see cref="Pages.CardState"/>.</summary>
public sealed record PollView(long PostId, bool Multiple, DateTimeOffset ClosesAt, long Voters, IReadOnlyList<PollLine> Choices)
{
    public static PollView? Of(PollPicture? poll) => poll is null ? null
        : new(poll.Id, poll.Poll.Multiple, poll.Poll.ClosesAt, poll.Poll.VotersCount, [.. poll.Choices.Select(c => new PollLine(c.Place, c.Text, c.VotesCount, poll.Percent(c)))]);
}

public sealed record PollLine(int Place, string Text, long Votes, int Percent);
