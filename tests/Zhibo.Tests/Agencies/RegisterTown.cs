using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Seats;
using Zhibo.Agencies.Tree;
using Zhibo.Agencies.Vouching;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies;

/// <summary>A town with a few regions of Sichuan and somebody who may enter agencies.</summary>
internal sealed class RegisterTown : IAsyncDisposable
{
    public const string Deyang = "5106", Jingyang = "510603", Shuangdong = "510603100";

    private RegisterTown(Town town) => Town = town;

    public Town Town { get; }

    /// <summary>An administrator of halls.</summary>
    public Person Admin { get; private set; } = null!;

    public AgencyForest Forest => Town.Services.GetRequiredService<AgencyTree>().Now;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<RegisterTown> Start(EngineKind engine)
    {
        var register = new RegisterTown(await Town.Start(engine));
        await register.Town.Write(db =>
        {
            db.Regions.AddRange(
                Region("51", null, RegionLevel.Province, "四川省", "四川"),
                Region(Deyang, "51", RegionLevel.City, "德阳市", "德阳"),
                Region(Jingyang, Deyang, RegionLevel.County, "旌阳区", "旌阳"),
                Region(Shuangdong, Jingyang, RegionLevel.Town, "双东镇", "双东"),
                Region("510681", Deyang, RegionLevel.County, "广汉市", "广汉"),
                Region("11", null, RegionLevel.Province, "北京市", "北京"),
                Region("110105", "11", RegionLevel.County, "朝阳区", "朝阳"),
                Region("22", null, RegionLevel.Province, "吉林省", "吉林"),
                Region("220104", "22", RegionLevel.County, "朝阳区", "朝阳"));
            db.Raise(new RegionsChanged());
        });
        register.Admin = await register.Town.Citizen("管理员小周", "halladmin", role: UserRole.HallAdmin);
        return register;
    }

    /// <summary>Enters an agency as the administrator; its id.</summary>
    public Task<long> Enters(string name, string handle, string region = Deyang, string line = "gongan", long? parent = null, Func<EnterAgency.Input, EnterAgency.Input>? with = null)
    {
        var input = new EnterAgency.Input(Admin.UserId, name, region, line) { Handle = handle, ParentId = parent };
        return Does<EnterAgency, long>(enter => enter.Run(with?.Invoke(input) ?? input, Ct));
    }

    public Task<T> Does<TUseCase, T>(Func<TUseCase, Task<T>> run)
        where TUseCase : notnull => Town.Use(run);

    public Task Does<TUseCase>(Func<TUseCase, Task> run)
        where TUseCase : notnull => Town.Use<TUseCase, int>(async useCase =>
        {
            await run(useCase);
            return 0;
        });

    /// <summary>It must say no, in this word.</summary>
    public static async Task<Refusal> Refused(Task work, RefusalKind kind, string word)
    {
        var refusal = await Should.ThrowAsync<Refusal>(work);
        (refusal.Kind, refusal.Word).ShouldBe((kind, word));
        return refusal;
    }

    /// <summary>Somebody with a seat at the agency.</summary>
    public async Task<Person> Seated(string nickname, long agencyId, SeatRole role)
    {
        var person = await Town.Citizen(nickname);
        await Town.Write(db =>
        {
            db.Seats.Add(new Seat { Id = Town.Services.GetRequiredService<Ids>().Next(), AgencyId = agencyId, UserId = person.UserId, Role = role });
            db.Raise(new SeatsChanged(person.UserId));
        });
        return person;
    }

    /// <summary>The site's word for it, as the use case of vouching leaves it.</summary>
    public Task VouchedFor(long agencyId) => Town.Write(db =>
    {
        db.Vouchers.Add(new Voucher
        {
            Id = Town.Services.GetRequiredService<Ids>().Next(),
            AgencyId = agencyId,
            Evidence = "德编办〔2014〕1号",
            ExpiresAt = Town.Time.GetUtcNow().AddYears(1),
            Statement = "{}",
            Signature = [1],
        });
        var (agency, account) = (db.Agencies.Find(agencyId)!, db.Accounts.Find(agencyId)!);
        agency.State = AgencyMoves.Next(agency.State, AgencyAct.Vouch);
        (account.Sealed, account.Version) = (true, account.Version + 1);
        db.Raise(new AgencyChanged(agencyId));
        db.Raise(new AccountChanged(agencyId));
    });

    public Task<Agency> Agency(long id) => Town.Read(db => db.Agencies.SingleAsync(a => a.Id == id));

    public Task<Account> Account(long id) => Town.Read(db => db.Accounts.SingleAsync(a => a.Id == id));

    public Task<List<string>> Audited() => Town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());

    private static Region Region(string code, string? parent, RegionLevel level, string name, string shortName) =>
        new() { Code = code, ParentCode = parent, Level = level, Name = name, ShortName = shortName };

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
