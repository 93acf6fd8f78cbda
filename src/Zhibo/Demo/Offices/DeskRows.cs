using Zhibo.Agencies.Seats;
using Zhibo.Demo.People;
using Zhibo.Demo.Rows;
using Zhibo.Demo.Staging;
using Zhibo.Desk;
using Zhibo.Posts;

namespace Zhibo.Demo.Offices;

/// <summary>What people said to offices in the last days, and what became of it, by the rules of the desk.</summary>
internal sealed class DeskRows
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(12), Fresh = TimeSpan.FromDays(3), JustNow = TimeSpan.FromHours(12), Logged = TimeSpan.FromDays(6);

    /// <summary>How many wait at an office at most.</summary>
    private const int Waiting = 6;

    private readonly City _city;
    private readonly RegisterRows _register;
    private readonly Numbers _numbers;
    private readonly Papers _papers;
    private readonly IReadOnlyList<Seat> _seats;
    private readonly HashSet<long> _asking = [];
    private readonly Dictionary<(long Agency, long Post), DeskItem> _waiting = [];

    public DeskRows(City city, RegisterRows register, IReadOnlyList<Seat> seats, PostRows posts, Numbers numbers, Papers papers)
    {
        (_city, _register, _seats, _numbers, _papers) = (city, register, seats, numbers, papers);
        var staffed = register.Offices.Where(o => o.IsStaffed).Select(o => city.Cast[o.Handle].Id).ToHashSet();
        var recent = city.Posts.Where(p => p.At > city.Times.Now - Kept && p.Kind != PostKind.Repost && p.IsOpen).ToList();
        foreach (var said in recent.Where(s => s.Text.Contains('\uFF1F', StringComparison.Ordinal))) _asking.Add(said.Id);
        foreach (var said in recent) Hear(said, posts.MentionedIn(said.Id), staffed);
        SetAside();
        TakeSome();
        foreach (var said in recent) Log(said);
    }

    public List<DeskItem> Items { get; } = [];

    public List<DeskNote> Notes { get; } = [];

    private void Hear(Said said, IEnumerable<long> mentioned, HashSet<long> staffed)
    {
        var subject = said.Kind == PostKind.Comment ? said.Subject : null;
        if (subject is not null && _waiting.Remove((said.Author.Id, subject.Id), out var item))
            (item.State, item.AnswerId, item.Since) = (DeskItemState.Answered, said.Id, said.At);
        foreach (var agency in mentioned.Concat(subject is null ? [] : [subject.Author.Id]).Distinct())
        {
            if (agency == said.Author.Id || !staffed.Contains(agency)) continue;
            if (subject?.Author.Id == agency && Items.Find(i => i.AgencyId == agency && i.AuthorId == said.Author.Id && i.AnswerId == subject.Id) is { } earlier)
            {
                (earlier.State, earlier.LatestId, earlier.Since) = (DeskItemState.Open, said.Id, said.At);
                earlier.Round++;
                _waiting[(agency, said.Id)] = earlier;
            }
            else _waiting[(agency, said.Id)] = Add(agency, said, subject?.Author.Id == agency ? DeskItemKind.Comment : DeskItemKind.Mention);
        }
    }

    private DeskItem Add(long agency, Said said, DeskItemKind kind)
    {
        var item = new DeskItem { Id = _numbers.At(said.At), AgencyId = agency, PostId = said.Id, LatestId = said.Id, AuthorId = said.Author.Id, Kind = kind, Since = said.At };
        Items.Add(item);
        return item;
    }

    /// <summary>The last few who asked and got no answer still wait; what else was said needed none, somebody decided the next morning.</summary>
    private void SetAside()
    {
        foreach (var waiting in Open().GroupBy(i => i.AgencyId).ToList())
            foreach (var (n, item) in waiting.OrderByDescending(Asks).ThenByDescending(i => i.Since).Index())
            {
                if (n < Waiting && item.Since > _city.Times.Now - (Asks(item) ? Fresh : JustNow)) continue;
                var (who, reason) = (HandlerOf(item.AgencyId), _papers[$"aside.{1 + (item.Kind == DeskItemKind.Comment ? 0 : 1 + (n % 2))}"]);
                var at = _city.Times.Moment(_city.Times.DayOf(item.Since).AddDays(1), new TimeOnly(9, 10 + (n % 40)));
                if (at >= _city.Times.Now) at = item.Since.AddMinutes(20);
                (item.State, item.ClosedBy, item.Reason, item.Since) = (DeskItemState.SetAside, who.UserId, reason, at);
                _register.Chronicle.Add(at, who, "item.set_aside", item.AgencyId, Chronicle.Of("post", item.LatestId), reason);
            }
    }

    private bool Asks(DeskItem item) => item.Kind == DeskItemKind.Mention || _asking.Contains(item.LatestId);

    /// <summary>The handler where he sits, else whoever manages the office.</summary>
    private Actor HandlerOf(long agencyId)
    {
        var (users, handler) = (_seats.Where(s => s.AgencyId == agencyId).Select(s => s.UserId).ToHashSet(), _city.Cast["handler"]);
        return users.Contains(handler.UserId) ? handler : _city.Cast.Others.Append(_city.Cast["halladmin"]).First(a => users.Contains(a.UserId));
    }

    private void TakeSome()
    {
        var (lead, handler) = (_city.Cast["weibodeyang"].Id, _city.Cast["handler"]);
        foreach (var (n, item) in Open().Where(i => i.AgencyId == lead).Index())
        {
            if (n % 3 == 1)
            {
                item.TakenBy = handler.UserId;
                _register.Chronicle.Add(item.Since.AddMinutes(4), handler, "item.taken", lead, Chronicle.Of("post", item.LatestId));
            }
            if (n < 3) Notes.Add(new() { Id = _numbers.At(item.Since.AddMinutes(6)), ItemId = item.Id, UserId = (n == 1 ? handler : _city.Cast["supervisor"]).UserId, Text = _papers[$"note.{n + 1}"] });
        }
    }

    private IEnumerable<DeskItem> Open() => Items.Where(i => i.State == DeskItemState.Open);

    /// <summary>The city's own account: posts are the editor's, answers the handler's.</summary>
    private void Log(Said said)
    {
        if (said.Author.Handle != "weibodeyang" || said.At < _city.Times.Now - Logged) return;
        var (who, act) = said.Kind == PostKind.Comment ? ("handler", "comment.published") : ("editor", "post.published");
        _register.Chronicle.Add(said.At, _city.Cast[who], act, said.Author.Id, Chronicle.Of("post", said.Id));
    }
}
