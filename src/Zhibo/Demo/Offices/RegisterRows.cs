using Zhibo.Agencies;
using Zhibo.Demo.People;
using Zhibo.Demo.Rows;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Demo.Offices;

/// <summary>The offices of the city as agencies, with the story of each.</summary>
internal sealed class RegisterRows
{
    private readonly City _city;
    private readonly PeopleRows _people;
    private readonly Numbers _numbers;
    private readonly Founding _founding;
    private readonly Papers _papers;

    public RegisterRows(City city, PeopleRows people, Numbers numbers, Founding founding, Papers papers)
    {
        (_city, _people, _numbers, _founding, _papers) = (city, people, numbers, founding, papers);
        Offices = OfficeEntry.All();
        foreach (var (row, office) in Offices.Index()) Enter(row, office);
        Tie("lizhengping", "deyanggongan", until: null);
        Tie("sunmingyuan", "deyangqixiang", until: city.Times.Today.AddDays(-12));
    }

    public IReadOnlyList<OfficeEntry> Offices { get; }

    public List<Agency> Agencies { get; } = [];

    public List<AgencyMove> Moves { get; } = [];

    public List<Official> Officials { get; } = [];

    public Chronicle Chronicle { get; } = new();

    private Actor Admin => _city.Cast["halladmin"];

    public DateTimeOffset EnteredAt(int row) =>
        Offices[row].WasVouchedFor ? _founding.Entered(row) : _city.Cast[Offices[row].Handle].JoinedAt;

    /// <summary>How many stand above it.</summary>
    public int Depth(OfficeEntry office) => office.Parent is { } parent ? 1 + Depth(Offices.First(o => o.Handle == parent)) : 0;

    private void Enter(int row, OfficeEntry office)
    {
        var actor = _city.Cast[office.Handle];
        var agency = RowOf(office, actor.Id);
        Agencies.Add(agency);
        _people[actor].SealKind = office.WasVouchedFor ? office.Seal : null;
        var entered = EnteredAt(row);
        Chronicle.Add(entered, Admin, "agency.entered", actor.Id, Chronicle.Of("agency", actor.Id), $"{office.Handle}: {office.Name}");
        Go(agency, AgencyAct.Invite, AgencyState.Invited, entered, Admin);
        if (!office.WasVouchedFor) return;
        Go(agency, AgencyAct.Vouch, AgencyState.Verified, _founding.Vouched(Depth(office), row), Admin);
        if (office.IsStaffed) Go(agency, AgencyAct.TakeUp, AgencyState.Active, _founding.Seated(row), Admin);
        if (office.Life == OfficeLife.Revoked) Go(agency, AgencyAct.Revoke, AgencyState.Invited, _founding.At(9, 10, 20), Admin, _papers["reason.revoked"]);
        if (office.Life != OfficeLife.Frozen) return;
        var at = _founding.At(20, 16, 40);
        Go(agency, AgencyAct.Freeze, AgencyState.Frozen, at, Admin, _papers["reason.frozen"]);
        _people[actor].FrozenAt = at;
        Chronicle.Add(at, Admin, "agency.frozen", actor.Id, Chronicle.Of("agency", actor.Id), $"{office.Handle}: {_papers["reason.frozen"]}");
    }

    private Agency RowOf(OfficeEntry office, long id) => new()
    {
        Id = id,
        Name = office.Name,
        NameKey = Names.Key(office.Name),
        RegionCode = office.RegionCode,
        LineKey = office.LineKey,
        Level = office.Level,
        ParentId = office.Parent is { } parent ? _city.Cast[parent].Id : null,
        Seal = office.Seal,
        Contact = office.Contact,
        Phone = office.Phone,
        Address = office.Address,
        Hours = office.Hours,
        Duties = office.Duties,
        Latitude = office.Latitude,
        Longitude = office.Longitude,
    };

    private void Go(Agency agency, AgencyAct act, AgencyState after, DateTimeOffset at, Actor who, string reason = "")
    {
        Moves.Add(new() { Id = _numbers.At(at), AgencyId = agency.Id, Act = act, Before = act == AgencyAct.Invite ? "" : agency.State.ToString(), After = after.ToString(), UserId = who.UserId, Reason = reason });
        (agency.State, agency.StateSince) = (after, at);
    }

    private void Tie(string handle, string office, DateOnly? until)
    {
        var (actor, agency) = (_city.Cast[handle], _city.Cast[office]);
        var title = _papers["title." + handle];
        Officials.Add(new() { Id = actor.Id, AgencyId = agency.Id, Title = title, Since = _city.Times.DayOf(actor.JoinedAt), Until = until });
        _people[actor].SealKind = SealKind.Official;
        var subject = Chronicle.Of("official", actor.Id);
        Chronicle.Add(actor.JoinedAt, Admin, "official.tied", agency.Id, subject, $"{handle}: {title}");
        if (until is not { } day) return;
        var at = _city.Times.Moment(day, new TimeOnly(0, 5));
        _people[actor].FrozenAt = at;
        Chronicle.Add(at, null, "official.frozen", agency.Id, subject, $"{handle}: {title}");
    }
}
