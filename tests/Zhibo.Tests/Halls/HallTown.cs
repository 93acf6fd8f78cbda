using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Regions;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Halls;

/// <summary>A town with regions, lines, offices and somebody who keeps its halls.</summary>
internal sealed class HallTown : IAsyncDisposable
{
    private HallTown(Town town) => Town = town;

    public Town Town { get; }

    public Person Keeper { get; private set; } = null!;

    public static async Task<HallTown> Start(EngineKind engine, Action<Settings>? settings = null, bool realClock = false)
    {
        var halls = new HallTown(await Town.Start(engine, new() { Settings = settings, RealClock = realClock }));
        await halls.Settle();
        return halls;
    }

    private async Task Settle()
    {
        Keeper = await Town.Citizen("厅管理员", "keeper", role: UserRole.HallAdmin);
        await Town.Write(db =>
        {
            db.AddRange(
                Region("51", null, RegionLevel.Province, "四川省", "四川"),
                Region("5106", "51", RegionLevel.City, "德阳市", "德阳", 31.127, 104.398),
                Region("510603", "5106", RegionLevel.County, "旌阳区", "旌阳", 31.142, 104.417),
                Region("510682", "5106", RegionLevel.County, "什邡市", "什邡", 31.127, 104.168),
                Region("510603101", "510603", RegionLevel.Town, "双东镇", "双东"),
                Region("5107", "51", RegionLevel.City, "绵阳市", "绵阳"));
            db.AddRange(
                new Line { Key = "gongan", Name = "公安", Order = 1 },
                new Line { Key = "jiaotong", Name = "交通", Order = 2 },
                new Line { Key = "jiaoyu", Name = "教育", Order = 3 });
            db.Raise(new RegionsChanged());
            db.Raise(new LinesChanged());
        });
    }

    /// <summary>An office that is verified and staffed by one person.</summary>
    public async Task<Person> Office(string nickname, string handle, string region, string line, RegionLevel level = RegionLevel.County, AgencyState state = AgencyState.Active, Person? parent = null)
    {
        var office = await Town.Citizen(nickname, handle, AccountKind.Agency);
        await Town.Write(db =>
        {
            db.Add(new Agency
            {
                Id = office.AccountId,
                Name = nickname + "办公室",
                NameKey = nickname + "办公室",
                RegionCode = region,
                LineKey = line,
                Level = level,
                State = state,
                StateSince = Town.Time.GetUtcNow(),
                ParentId = parent?.AccountId,
            });
            db.Raise(new AgencyChanged(office.AccountId));
        });
        return office;
    }

    /// <summary>Many small offices at once, each active.</summary>
    public Task Villages(int count, string region, string line) => Town.Write(db =>
    {
        var ids = Town.Services.GetRequiredService<Ids>();
        for (var n = 0; n < count; n++)
        {
            var (id, handle, name) = (ids.Next(), $"village{n}", $"村委会{n}");
            db.Add(new Account { Id = id, Handle = handle, HandleKey = Names.Skeleton(handle), Nickname = name, NicknameKey = Names.Skeleton(name), Kind = AccountKind.Agency, Sealed = true });
            db.Add(new Agency { Id = id, Name = name, NameKey = name, RegionCode = region, LineKey = line, Level = RegionLevel.Village, State = AgencyState.Active, StateSince = Town.Time.GetUtcNow() });
            db.Raise(new AgencyChanged(id));
        }
    });

    /// <summary>Takes the seal off, as whoever revokes a voucher does.</summary>
    public Task Unseals(Person office) => Town.Write(db =>
    {
        var account = db.Accounts.Find(office.AccountId)!;
        (account.Sealed, account.Version) = (false, account.Version + 1);
        db.Agencies.Find(office.AccountId)!.State = AgencyState.Invited;
        db.Raise(new AccountChanged(account.Id));
        db.Raise(new AgencyChanged(account.Id));
    });

    /// <summary>Opens a hall by the form, as its keeper does.</summary>
    public async Task Opens(string slug, string name, params (string Name, string Value)[] more) =>
        await Keeper.Submits(await Keeper.Page("/admin/halls/new"), "form[action='/admin/halls']", [("slug", slug), ("name", name), .. more]);

    /// <summary>The texts of the posts on a hall's page, as a stranger reads them.</summary>
    public async Task<string[]> Posts(string path, Person? reader = null) =>
        [.. (await (reader ?? Town.Stranger).Page(path)).QuerySelectorAll(".hall-posts article.post .text").Select(p => p.TextContent.Trim())];

    /// <summary>The nicknames in a directory.</summary>
    public async Task<string[]> Directory(string path) =>
        [.. (await Town.Stranger.Page(path)).QuerySelectorAll("main .people .name bdi, main .tree .name bdi, main .map-places bdi").Select(n => n.TextContent)];

    /// <summary>Opens an event stream as the script of a page does.</summary>
    public async Task<StreamReader> Listen(string stream)
    {
        var answer = await Town.Stranger.Get("/events?stream=" + Uri.EscapeDataString(stream));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        // The first beat: the line stands.
        await Read(lines, "event: beat");
        return lines;
    }

    /// <summary>The id of the next post that a stream tells of.</summary>
    public static async Task<string> Heard(StreamReader lines)
    {
        await Read(lines, "event: post");
        return (await Read(lines, "data: "))[6..];
    }

    private static async Task<string> Read(StreamReader lines, string beginning)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return line;
        throw new EndOfStreamException(beginning);
    }

    private static Region Region(string code, string? parent, RegionLevel level, string name, string shortName, double? lat = null, double? lon = null) =>
        new() { Code = code, ParentCode = parent, Level = level, Name = name, ShortName = shortName, Latitude = lat, Longitude = lon };

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
