using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Demo.People;
using Zhibo.Demo.Script;
using Zhibo.Demo.Staging;
using Zhibo.Posts;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Lists;
using Zhibo.Posts.Marks;
using Zhibo.Posts.Polls;
using Zhibo.Shared.Jobs;

namespace Zhibo.Demo.Rows;

/// <summary>Polls and votes, what stands first, what waits for a look, and how one of the logins reads.</summary>
internal sealed class ReadingRows
{
    private const int MostAnswers = 12, Kept = 4;

    private readonly City _city;
    private readonly Dictionary<long, Post> _posts;
    private readonly Numbers _numbers;
    private readonly Dice _dice;

    public ReadingRows(City city, PostRows posts, Numbers numbers, ulong seed)
    {
        (_city, _numbers, _dice) = (city, numbers, Dice.For(seed, "reading"));
        _posts = posts.Posts.ToDictionary(p => p.Id);
        foreach (var said in city.Posts.Where(s => s.Poll is not null)) Vote(said, said.Poll!);
        Hold(city.Posts.First(s => s.Poll is not null && s.Author.Handle == "weibodeyang"));
        Feature();
        Mark();
        Read(city.Cast["citizen"]);
    }

    public List<object> Rows { get; } = [];

    private void Vote(Said said, Asked asked)
    {
        var poll = new Poll { Id = said.Id, Multiple = asked.Several, ClosesAt = said.At + asked.Open };
        List<PollChoice> choices = [.. asked.Choices.Select((c, place) => new PollChoice { Id = _numbers.At(said.At), PollId = said.Id, Place = place, Text = c.Text })];
        Actor[] voters = [.. _city.Cast.Crowd.Where(a => a != said.Author)];
        _dice.Shuffle(voters);
        var until = poll.ClosesAt < _city.Times.Now ? poll.ClosesAt : _city.Times.Now;
        foreach (var voter in voters.Take(asked.Voters))
        {
            var ticked = Enumerable.Range(0, asked.Several ? _dice.Between(1, 3) : 1).Select(_ => _dice.Weighted(choices, c => asked.Choices[c.Place].Weight)).Distinct().ToList();
            foreach (var choice in ticked) choice.VotesCount++;
            Rows.Add(new Ballot { Id = _numbers.At(said.At + ((until - said.At) * _dice.Unit())), PollId = said.Id, AccountId = voter.Id, Choices = ticked.Sum(c => 1 << c.Place) });
            poll.VotersCount++;
        }
        Rows.AddRange([poll, .. choices]);
        if (poll.ClosesAt > _city.Times.Now) Rows.Add(new Job { Id = _numbers.At(said.At), Kind = PollDraft.EndJob, Payload = Job.Write(said.Id), DueAt = poll.ClosesAt });
    }

    private void Hold(Said root)
    {
        var post = _posts[root.Id];
        post.WhoComments = WhoComments.Reviewed;
        foreach (var row in DataFile.Rows("held.txt"))
        {
            Rows.Add(new HeldComment
            {
                Id = _numbers.At(_city.Times.Now.AddMinutes(-int.Parse(row[0], CultureInfo.InvariantCulture))),
                AuthorId = _dice.Pick(_city.Cast.Crowd).Id,
                ReviewerId = root.Author.Id,
                RootId = root.Id,
                ParentId = root.Id,
                Text = row[1],
                Language = "zh-CN",
            });
        }
    }

    /// <summary>People set the answer of an office above the other comments.</summary>
    private void Feature()
    {
        var answers = _city.Posts.Where(s => s is { Kind: PostKind.Comment, IsOpen: true, Author.IsCitizen: false, Subject: { Kind: PostKind.Original, IsOpen: true, Author.IsCitizen: true } });
        foreach (var answer in answers.OrderByDescending(s => s.At).DistinctBy(s => s.Subject!.Id).Where(_ => _dice.Chance(0.6)).Take(MostAnswers))
        {
            Rows.Add(new FeaturedComment { Id = _numbers.At(answer.At.AddMinutes(1)), PostId = answer.Subject!.Id, CommentId = answer.Id });
            _posts[answer.Subject.Id].AnswerId = answer.Id;
        }
    }

    /// <summary>What was liked most stands first on its author's page, and 王小微 keeps some of what the city said.</summary>
    private void Mark()
    {
        foreach (var author in new[] { "weibodeyang", "citizen" }.Select(h => _city.Cast[h]))
        {
            var best = _posts.Values.Where(p => p.AuthorId == author.Id && p is { Kind: PostKind.Original, Visibility: Visibility.Public }).MaxBy(p => (p.LikesCount, p.Id))!;
            Rows.Add(new Pin { Id = _numbers.At(best.CreatedAt.AddHours(1)), AccountId = author.Id, PostId = best.Id });
        }
        var (wang, city) = (_city.Cast["citizen"].Id, _city.Cast["weibodeyang"].Id);
        foreach (var post in _posts.Values.Where(p => p.AuthorId == city && p.Kind == PostKind.Original).OrderByDescending(p => p.Id).Take(Kept))
            Rows.Add(new Bookmark { Id = _numbers.At(post.CreatedAt.AddMinutes(5)), AccountId = wang, PostId = post.Id });
    }

    private void Read(Actor reader)
    {
        var at = reader.JoinedAt.AddDays(2);
        foreach (var row in DataFile.Rows("reading.txt"))
        {
            var id = _numbers.At(at);
            if (row[0] == "list")
            {
                Rows.Add(new ReadingList { Id = id, AccountId = reader.Id, Title = row[1] });
                Rows.AddRange(row[2].Split(' ').Select(handle => new ListMember { ListId = id, AccountId = _city.Cast[handle].Id, Id = _numbers.At(at) }));
            }
            else
            {
                Rows.Add(new Filter { Id = id, AccountId = reader.Id, Title = row[1], Places = FilterPlaces.Home | FilterPlaces.Public });
                Rows.AddRange(row[2].Split('、').Select(word => new FilterWord { Id = _numbers.At(at), FilterId = id, Text = word }));
            }
        }
    }
}
