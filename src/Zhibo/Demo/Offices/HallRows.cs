using Zhibo.Demo.People;
using Zhibo.Demo.Rows;
using Zhibo.Halls;

namespace Zhibo.Demo.Offices;

/// <summary>The city's hall at the front door, one of a county and one of a line.</summary>
internal sealed class HallRows
{
    private readonly City _city;
    private readonly Numbers _numbers;
    private readonly Papers _papers;

    public HallRows(City city, RegisterRows register, Numbers numbers, Founding founding, Papers papers)
    {
        (_city, _numbers, _papers) = (city, numbers, papers);
        Add("deyang", "weibodeyang", "5106", null, "#1e4e8c", founding.Halls);
        Add("jingyang", "jingyangfabu", "510603", null, "#1f6e54", founding.Halls.AddDays(1));
        Add("gongan", "deyanggongan", "5106", "gongan", "#2f3f7a", founding.Halls.AddDays(2));
        // The city speaks first, then everybody; where to find whom comes before what is talked about.
        Halls[0].Layout = new HallLayout(["lead", "posts", "directory", "coverage", "topics"], ["lead"], []).Write();
        Halls[0].IsMain = true;
        foreach (var hall in Halls) register.Chronicle.Add(Shared.Ids.TimeOf(hall.Id), Admin, "hall.opened", null, "hall " + hall.Slug, hall.Name);
        register.Chronicle.Add(founding.Halls.AddMinutes(2), Admin, "hall.made_main", null, "hall deyang");
        register.Chronicle.Add(founding.Halls.AddMinutes(9), Admin, "hall.arranged", null, "hall deyang", "pin lead");
        register.Chronicle.Add(founding.Halls.AddMinutes(11), Admin, "hall.arranged", null, "hall deyang", "up directory");
        // Rehearsed once and taken down again: the strip is off.
        register.Chronicle.Add(founding.At(33, 9, 30), Admin, "hall.emergency_declared", null, "hall deyang", papers["emergency"]);
        register.Chronicle.Add(founding.At(32, 18, 0), Admin, "hall.emergency_ended", null, "hall deyang");
    }

    public List<Hall> Halls { get; } = [];

    private Actor Admin => _city.Cast["halladmin"];

    private void Add(string slug, string lead, string region, string? line, string colour, DateTimeOffset at) => Halls.Add(new()
    {
        Id = _numbers.At(at),
        Slug = slug,
        Name = _papers[$"hall.{slug}.name"],
        Intro = _papers[$"hall.{slug}.intro"],
        Emblem = _papers[$"hall.{slug}.emblem"],
        RegionCode = region,
        LineKey = line,
        LeadId = _city.Cast[lead].Id,
        Colour = colour,
        Columns = string.Join('\n', _papers[$"hall.{slug}.columns"].Split(' ')),
    });
}
