using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Vouching;
using Zhibo.Data;
using Zhibo.Demo.Rows;
using Zhibo.Halls;
using Zhibo.Regions;

namespace Zhibo.Demo.Offices;

/// <summary>Everything about offices: the register, who vouches, who sits where, the halls and the desks.</summary>
internal sealed class OfficeRows
{
    private readonly RegisterRows _register;
    private readonly VoucherRows _vouchers;
    private readonly SeatRows _seats;
    private readonly HallRows _halls;
    private readonly DeskRows _desks;
    private readonly TopicRows _topics;
    private readonly DateTimeOffset _now;

    public OfficeRows(City city, PeopleRows people, PostRows posts, Numbers numbers, SigningMeans means)
    {
        var (founding, papers) = (new Founding(city.Times), new Papers());
        _now = city.Times.Now;
        _register = new(city, people, numbers, founding, papers);
        using (_vouchers = new(city, _register, numbers, founding, papers, means))
        {
            _seats = new(city, _register, numbers, founding);
            _halls = new(city, _register, numbers, founding, papers);
            _desks = new(city, _register, _seats.Seats, posts, numbers, papers);
            _topics = new(city, _register, _halls.Halls[0], posts, numbers, papers);
        }
        Tidy(city, founding);
    }

    /// <summary>Once people are rows and before posts are: the log looks people up.</summary>
    public void Write(Db db)
    {
        _register.Chronicle.Write(db);
        db.AddRange(_register.Agencies);
        db.AddRange(_register.Moves);
        db.AddRange(_register.Officials);
        db.AddRange(_vouchers.Keys);
        db.AddRange(_vouchers.Vouchers);
        db.AddRange(_seats.Seats);
        db.AddRange(_seats.Invitations);
        db.AddRange(_halls.Halls);
        foreach (var agency in _register.Agencies) db.Raise(new AgencyEntered(agency.Id));
        foreach (var hall in _halls.Halls) db.Raise(new HallChanged(hall.Id));
        foreach (var region in db.Regions.AsEnumerable().Where(IsOwn)) region.AddedHere = true;
        // Who wears a seal is decided where it always is.
        SettleSeals.In(db, [.. _vouchers.Vouchers.Select(v => v.AgencyId).Distinct()], _now);
    }

    public void WriteDesks(Db db)
    {
        db.AddRange(_desks.Items);
        db.AddRange(_desks.Notes);
        _topics.Write(db);
    }

    /// <summary>No list gives out numbers that begin with nine.</summary>
    private static bool IsOwn(Region region) => region.Level >= RegionLevel.Town && region.Code[RegionCode.LengthOf(region.Level - 1)] == '9';

    /// <summary>What an administrator and an operator do now and then.</summary>
    private void Tidy(City city, Founding founding)
    {
        var (admin, machines, lead) = (city.Cast["halladmin"], city.Cast["operator"], city.Cast["weibodeyang"]);
        var log = _register.Chronicle;
        log.Add(founding.Keys.AddMinutes(-20), machines, "role.changed", null, Chronicle.Of("user", admin.UserId), $"{UserRole.Citizen} → {UserRole.HallAdmin}");
        log.Add(founding.At(45, 17, 5), machines, "settings.changed", null, "site", "Registration");
        foreach (var (n, handle) in new[] { "tangxiaoyun", "pengtao" }.Index())
            log.Add(founding.At(150, 10, 20 + n), admin, "registration.approved", null, Chronicle.Of("user", city.Cast[handle].UserId));
        log.Add(founding.At(18, 11, 30), admin, "profile.changed", lead.Id, "");
        log.Add(founding.At(11, 15, 12), admin, "agency.changed", city.Cast["deyanggongjiao"].Id, Chronicle.Of("agency", city.Cast["deyanggongjiao"].Id), "deyanggongjiao");
    }
}
