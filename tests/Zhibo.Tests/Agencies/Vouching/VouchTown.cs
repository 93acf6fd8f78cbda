using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Agencies.Vouching;
using Zhibo.Regions;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Agencies.Vouching;

/// <summary>A province with a city, a county and a town, nobody vouched for yet, and somebody at each.</summary>
internal sealed class VouchTown : IAsyncDisposable
{
    public const string Evidence = "德府办函〔2025〕12号，2025年3月1日";

    /// <summary>Within a year of the town's morning.</summary>
    public const string Until = "2026-04-20";

    private VouchTown(Town town) => Town = town;

    public Town Town { get; }

    public Person Admin { get; private set; } = null!;

    public Person Province { get; private set; } = null!;

    public Person City { get; private set; } = null!;

    public Person County { get; private set; } = null!;

    public Person Village { get; private set; } = null!;

    public static async Task<VouchTown> Start(EngineKind engine)
    {
        var story = new VouchTown(await Town.Start(engine, new() { Settings = s => s.Site.Domain = "weibo.example" }));
        story.Admin = await story.Town.Citizen("赵管理", "zhao", role: UserRole.HallAdmin);
        story.Province = await story.Agency("sichuan", "四川发布", null, RegionLevel.Province);
        story.City = await story.Agency("deyang", "微博德阳", story.Province, RegionLevel.City);
        story.County = await story.Agency("luojiang", "罗江发布", story.City, RegionLevel.County);
        story.Village = await story.Agency("yuyin", "御营村", story.County, RegionLevel.Village, SealKind.Community);
        return story;
    }

    /// <summary>An agency that can speak for itself, entered and not vouched for.</summary>
    public async Task<Person> Agency(string handle, string nickname, Person? parent, RegionLevel level, SealKind seal = SealKind.Government)
    {
        var person = await Town.Citizen(nickname, handle, AccountKind.Agency);
        await Town.Write(db =>
        {
            db.Accounts.Find(person.AccountId)!.Sealed = false;
            db.Agencies.Add(New(person.AccountId, nickname, parent?.AccountId, level, seal));
            db.Raise(new AgencyChanged(person.AccountId));
            db.Raise(new AccountChanged(person.AccountId));
        });
        return person;
    }

    public static Agency New(long id, string nickname, long? parent, RegionLevel level, SealKind seal = SealKind.Government) => new()
    {
        Id = id,
        Name = nickname + "办公室",
        NameKey = Names.Key(nickname) + id,
        RegionCode = "5106",
        LineKey = "zhengfu",
        Level = level,
        ParentId = parent,
        Seal = seal,
        StateSince = TownClock.Morning,
    };

    public async Task<Person> Official(string handle, string nickname, Person agency, string title)
    {
        var person = await Town.Citizen(nickname, handle, AccountKind.Official);
        await Town.Write(db =>
        {
            db.Accounts.Find(person.AccountId)!.Sealed = false;
            db.Officials.Add(new() { Id = person.AccountId, AgencyId = agency.AccountId, Title = title, Since = new(2025, 1, 1) });
            db.Raise(new AccountChanged(person.AccountId));
        });
        return person;
    }

    /// <summary>Somebody with a seat at the agency.</summary>
    public async Task<Person> At(Person agency, string nickname, SeatRole role = SeatRole.Manager)
    {
        var person = await Town.Citizen(nickname);
        await Town.Write(db =>
        {
            db.Seats.Add(new() { Id = Town.Services.GetRequiredService<Ids>().Next(), AgencyId = agency.AccountId, UserId = person.UserId, Role = role });
            db.Raise(new SeatsChanged(person.UserId));
        });
        return person;
    }

    /// <summary>Through the administration: by the parent where it is sealed, else by the site.</summary>
    public async Task<IHtmlDocument> Vouches(Person child, HttpStatusCode expected = HttpStatusCode.OK, params (string Name, string Value)[] fields)
    {
        var path = $"/admin/agencies/{child.Handle}/vouch";
        (string, string)[] usual = [("evidence", Evidence), ("until", Until)];
        return await Admin.Submits(await Admin.Page(path), $"form[action='{path}']", expected, [.. usual.Where(u => fields.All(f => f.Name != u.Item1)), .. fields]);
    }

    /// <summary>From the site down to the village.</summary>
    public async Task VouchesForAll()
    {
        foreach (var child in new[] { Province, City, County, Village }) await Vouches(child);
    }

    public async Task<IHtmlDocument> Revokes(Person child, string reason = "公章已经作废")
    {
        var path = $"/admin/vouchers/{await VoucherOf(child)}/revoke";
        return await Admin.Submits(await Admin.Page(path), $"form[action='{path}']", ("reason", reason));
    }

    public Task<long> VoucherOf(Person child) => Town.Read(db => db.Vouchers.Where(v => v.AgencyId == child.AccountId && v.RevokedAt == null).Select(v => v.Id).SingleAsync());

    public Task<Agency> AgencyOf(Person agency) => Town.Read(db => db.Agencies.SingleAsync(a => a.Id == agency.AccountId));

    /// <summary>Who wears a seal, in the order of the tree.</summary>
    public Task<string[]> Sealed() => Town.Read(async db => (await db.Accounts.Where(a => a.Sealed).OrderBy(a => a.Id).Select(a => a.Handle).ToListAsync()).ToArray());

    public async Task Expire()
    {
        await Town.Use<ExpireVouchers, int>(async chore =>
        {
            await chore.Run(TestContext.Current.CancellationToken);
            return 0;
        });
    }

    /// <summary>The published chain and the published root keys, checked as another server would.</summary>
    public async Task<ChainVerdict> Checks(Person account)
    {
        var json = (await Town.Stranger.Json($"/api/zhibo/v1/agencies/{account.Handle}/verification")).GetRawText();
        return ChainCheck.Verify(json, await RootKeys(), Town.Time.GetUtcNow());
    }

    public async Task<string[]> RootKeys() =>
        [.. (await Town.Stranger.Json("/.well-known/zhibo-keys")).GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("key").GetString()!)];

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
