using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Posts.Polls;

/// <summary>投票: once, and for good. The author does not vote.</summary>
public sealed class VotePoll(Db db, Writer writer, Ids ids, Readers readers, PostRights rights, TimeProvider clock)
{
    /// <param name="Choices">Places, from 0.</param>
    public sealed record Input(long AccountId, long PostId, IReadOnlyList<int> Choices)
    {
        /// <summary>The person who votes in an office's name.</summary>
        public long? ActingUser { get; init; }
    }

    /// <summary>Returns the post that carries the poll.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        var voice = await rights.Require(input.AccountId, input.ActingUser, ActingRights.Answer, ct);
        rights.RefuseFrozen(input.AccountId);
        var poll = await Find(input, ct);
        var ticked = Ticked(input, poll);
        await writer.Run(turn =>
        {
            if (turn.Ballots.Any(b => b.PollId == poll.Id && b.AccountId == input.AccountId)) throw new Refusal(RefusalKind.Invalid, "posts.poll.voted");
            if (turn.Posts.Any(p => p.Id == poll.Id && p.DeletedAt != null)) throw new Refusal(RefusalKind.NotFound, "posts.gone");
            turn.Ballots.Add(new Ballot { Id = ids.Next(), PollId = poll.Id, AccountId = input.AccountId, Choices = ticked.Sum(c => 1 << c.Place) });
            turn.Count(Tally.PollVoters, poll.Id, 1);
            foreach (var choice in ticked) turn.Count(Tally.ChoiceVotes, choice.Id, 1);
            turn.Raise(new PostCounted(poll.Id));
            turn.Raise(new ReaderChanged(input.AccountId));
            voice.Log(turn, "poll.voted", PostRights.Subject(poll.Id), Ids.TimeOf(ids.Next()));
        }, ct);
        return poll.Id;
    }

    private async Task<PollPicture> Find(Input input, CancellationToken ct)
    {
        var picture = await PostPictures.One(db, input.PostId, ct);
        var reader = await readers.Of(input.AccountId, ct);
        if (picture is null || Sight.Of(picture).Deleted || !reader.CanSee(Sight.Of(picture))) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        var poll = picture.Subject.Poll ?? throw new Refusal(RefusalKind.NotFound, "posts.poll.none");
        if (picture.Subject.Author.Id == input.AccountId) throw new Refusal(RefusalKind.Invalid, "posts.poll.own");
        return poll.IsOver(clock.GetUtcNow()) ? throw new Refusal(RefusalKind.Invalid, "posts.poll.is_over") : poll;
    }

    private static List<PollChoice> Ticked(Input input, PollPicture poll)
    {
        var places = input.Choices.Distinct().ToList();
        if (places.Count == 0) throw new Refusal(RefusalKind.Invalid, "posts.poll.choose", "choice");
        if (places.Count > 1 && !poll.Poll.Multiple) throw new Refusal(RefusalKind.Invalid, "posts.poll.one_only", "choice");
        var ticked = poll.Choices.Where(c => places.Contains(c.Place)).ToList();
        return ticked.Count == places.Count ? ticked : throw new Refusal(RefusalKind.Invalid, "posts.poll.no_such_choice", "choice");
    }
}
