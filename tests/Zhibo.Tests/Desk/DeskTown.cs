using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Desk;
using Zhibo.Shared;

namespace Zhibo.Tests.Desk;

/// <summary>A town with an office, people who work at it, and citizens who talk to it.</summary>
internal static class DeskTown
{
    /// <summary>An office that stands in the register and wears its seal.</summary>
    public static async Task<Person> Office(this Town town, string nickname, string handle, string line = "gongan")
    {
        var office = await town.Citizen(nickname, handle, AccountKind.Agency);
        await town.Write(db =>
        {
            db.Agencies.Add(new Agency
            {
                Id = office.AccountId,
                Name = nickname + "办公室",
                NameKey = nickname + "办公室",
                RegionCode = "5106",
                LineKey = line,
                State = AgencyState.Active,
                StateSince = town.Time.GetUtcNow(),
            });
            db.Raise(new AgencyChanged(office.AccountId));
        });
        return office;
    }

    public static async Task Seat(this Town town, Person person, Person office, SeatRole role) => await town.Write(db =>
    {
        db.Seats.Add(new Seat { Id = town.Services.GetRequiredService<Ids>().Next(), AgencyId = office.AccountId, UserId = person.UserId, Role = role });
        db.Raise(new SeatsChanged(person.UserId));
    });

    /// <summary>Somebody with a seat.</summary>
    public static async Task<Person> Staff(this Town town, string nickname, Person office, SeatRole role = SeatRole.Editor)
    {
        var person = await town.Citizen(nickname);
        await town.Seat(person, office, role);
        return person;
    }

    public static Task<DeskItem> OnlyItem(this Town town) => town.Read(db => db.DeskItems.SingleAsync());

    /// <summary>Who stands in a list of the desk.</summary>
    public static async Task<string[]> Waiting(this Person person, string desk, string show = "") =>
        [.. (await person.Page($"/desk/{desk}/q/answer{(show.Length > 0 ? "?show=" + show : "")}")).QuerySelectorAll(".queue .what b").Select(b => b.TextContent)];
}
