using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Regions;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Agencies.Seats;

/// <summary>An office of the town: an account that nobody signs in to.</summary>
internal sealed record Office(long Id, string Handle, string Nickname);

/// <summary>What stories about seats say often.</summary>
internal static class Offices
{
    public static async Task<Office> Office(this Town town, string nickname, string handle, Office? under = null, AgencyState state = AgencyState.Active, bool vouched = true)
    {
        var id = town.Services.GetRequiredService<Ids>().Next();
        await town.Write(db =>
        {
            db.Add(new Account
            {
                Id = id,
                Handle = handle,
                HandleKey = Names.Skeleton(handle),
                Nickname = nickname,
                NicknameKey = Names.Skeleton(nickname),
                Kind = AccountKind.Agency,
                Sealed = vouched,
            });
            db.Add(new Agency { Id = id, Name = nickname, NameKey = nickname, RegionCode = "510600", LineKey = "zhengfu", Level = RegionLevel.City, ParentId = under?.Id, State = state });
            db.Raise(new AccountOpened(id));
            db.Raise(new AgencyChanged(id));
        });
        return new(id, handle, nickname);
    }

    /// <summary>The person has the seat from the beginning of the story.</summary>
    public static Task Sits(this Town town, Person person, Office at, SeatRole role) => town.Write(db =>
    {
        db.Add(new Seat { Id = town.Services.GetRequiredService<Ids>().Next(), AgencyId = at.Id, UserId = person.UserId, Role = role });
        db.Raise(new SeatsChanged(person.UserId));
    });

    public static async Task<ActingRights> RightsOf(this Town town, Person person, Office at) =>
        (await town.Services.GetRequiredService<ActingSeats>().At(person.UserId, at.Id, TestContext.Current.CancellationToken))?.Rights ?? ActingRights.None;

    /// <summary>Calls the JSON doors in an office's name.</summary>
    public static Task<HttpResponseMessage> CallsAs(this Person person, string office, HttpMethod method, string path, HttpContent? body = null) =>
        person.Calls(method, path, body, ("Zhibo-Act-As", office));

    public static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
    };
}
