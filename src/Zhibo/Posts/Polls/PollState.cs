using Zhibo.Posts.Reading;

namespace Zhibo.Posts.Polls;

/// <summary>What of a poll depends on its reader and on the time.</summary>
/// <param name="Told">They may know how it stands.</param>
/// <param name="Choices">A bit for each place they ticked.</param>
public readonly record struct PollState(bool Told, bool Over, int Choices)
{
    public static PollState Of(PollPicture? poll, long authorId, Reader reader)
    {
        if (poll is null) return default;
        var (over, vote) = (poll.IsOver(reader.Now), reader.VoteIn(poll.Id));
        return new(over || vote is not null || (!reader.IsStranger && reader.AccountId == authorId), over, vote ?? 0);
    }

    public bool Ticked(int place) => (Choices & 1 << place) != 0;
}
