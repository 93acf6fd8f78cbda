using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Halls;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Tests.Feeds;

/// <summary>Offices, regions and a hall for stories about how they are shown elsewhere.</summary>
internal static class Offices
{
    public static TownOptions Named => new() { Settings = s => (s.Site.Domain, s.Site.Name) = ("zhibo.example", "德阳微博") };

    public static Task Regions(this Town town) => town.Write(db => db.Regions.AddRange(
        new Region { Code = "51", Level = RegionLevel.Province, Name = "四川省", ShortName = "四川" },
        new Region { Code = "5106", ParentCode = "51", Level = RegionLevel.City, Name = "德阳市", ShortName = "德阳" },
        new Region { Code = "510603", ParentCode = "5106", Level = RegionLevel.County, Name = "旌阳区", ShortName = "旌阳" }));

    /// <summary>An agency at work, with its account.</summary>
    public static async Task<Person> Office(this Town town, string nickname, string handle, string region, Person? parent = null, Action<Agency>? more = null)
    {
        var office = await town.Citizen(nickname, handle, AccountKind.Agency);
        var agency = new Agency
        {
            Id = office.AccountId,
            Name = nickname + "办公室",
            NameKey = nickname,
            RegionCode = region,
            LineKey = "xuanchuan",
            Level = RegionLevel.City,
            ParentId = parent?.AccountId,
            State = AgencyState.Active,
        };
        more?.Invoke(agency);
        await town.Write(db =>
        {
            db.Agencies.Add(agency);
            db.Raise(new AgencyChanged(agency.Id));
        });
        return office;
    }

    public static async Task<Hall> Hall(this Town town, string slug, string name, string? region, params (Person Office, bool LeftOut)[] picks)
    {
        var hall = new Hall { Id = town.Services.GetRequiredService<Ids>().Next(), Slug = slug, Name = name, RegionCode = region };
        await town.Write(db =>
        {
            db.Halls.Add(hall);
            foreach (var (office, leftOut) in picks) db.HallPicks.Add(new() { HallId = hall.Id, AgencyId = office.AccountId, LeftOut = leftOut });
            db.Raise(new HallChanged(hall.Id));
        });
        return hall;
    }
}
