using Zhibo.Agencies.Seats;
using Zhibo.Demo.People;
using Zhibo.Demo.Rows;
using Zhibo.Demo.Script;

namespace Zhibo.Demo.Offices;

/// <summary>Who sits where, and who is invited.</summary>
internal sealed class SeatRows
{
    /// <summary>Printed in the guide, so that everybody can try what happens to an invitation: for a manager of 德阳医保.</summary>
    public const string OpenCode = "ZHBD-2345-WEAV";

    private readonly City _city;
    private readonly RegisterRows _register;
    private readonly Numbers _numbers;
    private readonly Founding _founding;

    public SeatRows(City city, RegisterRows register, Numbers numbers, Founding founding)
    {
        (_city, _register, _numbers, _founding) = (city, register, numbers, founding);
        foreach (var row in DataFile.Rows("seats.txt"))
            foreach (var place in row[2].Split(' ')) Seat(city.Cast[row[0]], Enum.Parse<SeatRole>(row[1]), place);
        Invite("deyangyibao", SeatRole.Manager, OpenCode, founding.At(2, 10, 30), days: 30);
        Invite("weibodeyang", SeatRole.Reviewer, "ZHBD-3456-WEAV", founding.At(1, 11, 15), days: 7);
        Invite("weibodeyang", SeatRole.Editor, "ZHBD-4567-WEAV", founding.At(26, 9, 50), days: 7, withdrawn: founding.At(24, 9, 0));
    }

    public List<Seat> Seats { get; } = [];

    public List<Invitation> Invitations { get; } = [];

    private Actor Admin => _city.Cast["halladmin"];

    private void Seat(Actor who, SeatRole role, string place)
    {
        foreach (var (row, office) in _register.Offices.Index())
            if (office.IsStaffed && Is(office, place)) Give(who, role, office, _founding.Seated(row));
    }

    /// <summary>A handle, the code of a region, or all that stand in it.</summary>
    private static bool Is(OfficeEntry office, string place) => place[^1] == '*' ? office.RegionCode.StartsWith(place[..^1], StringComparison.Ordinal)
        : office.Handle == place || office.RegionCode == place;

    private void Give(Actor who, SeatRole role, OfficeEntry office, DateTimeOffset at)
    {
        var agency = _city.Cast[office.Handle].Id;
        Seats.Add(new() { Id = _numbers.At(at), AgencyId = agency, UserId = who.UserId, Role = role, GrantedBy = Admin.UserId });
        // His own seat the operator gave him.
        _register.Chronicle.Add(at, who == Admin ? _city.Cast["operator"] : Admin, "seat.granted", agency, Chronicle.Of("user", who.UserId), Name(role));
    }

    private void Invite(string office, SeatRole role, string code, DateTimeOffset at, int days, DateTimeOffset? withdrawn = null)
    {
        var (id, agency) = (_numbers.At(at), _city.Cast[office].Id);
        Invitations.Add(new()
        {
            Id = id,
            AgencyId = agency,
            Role = role,
            CodeHash = InvitationCode.Hash(InvitationCode.Read(code)!),
            CreatedBy = Admin.UserId,
            ExpiresAt = at.AddDays(days),
            WithdrawnAt = withdrawn,
        });
        _register.Chronicle.Add(at, Admin, "invitation.made", agency, Chronicle.Of("invitation", id), Name(role));
        if (withdrawn is { } back) _register.Chronicle.Add(back, Admin, "invitation.withdrawn", agency, Chronicle.Of("invitation", id), Name(role));
    }

    private static string Name(SeatRole role) => role.ToString().ToLowerInvariant();
}
