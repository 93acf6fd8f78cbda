using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhibo.Accounts;
using Zhibo.Agencies.Seats;
using Zhibo.Posts.Writing;
using Zhibo.Regions;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Tests;
using Zhibo.Tests.Desk;
using Zhibo.Tests.Halls;

namespace Zhibo.Conformance;

/// <summary>What rises and why, as readers see it; a topic taken from the desk; one kept out.</summary>
public sealed class TrendJourneys(Browser browser)
{
    private const string Name = "加装电梯";
    private static readonly string Topic = "/topics/" + Uri.EscapeDataString(Name);

    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task Around_the_trends(Eyes eyes)
    {
        await using var scene = await Scene();
        await scene.Hosted();
        await using var journey = await Journey.Begin(browser, scene.Town, eyes);
        foreach (var page in new[] { "/", "/topics", "/halls/deyang/topics", "/halls/empty/topics", "/trends" }) await journey.Opens(page);
        await journey.Opens(Topic);
        await journey.Presses("details.trend-why > summary");
        await journey.Presses("details.trend-table > summary");
        await journey.Looks();
        (await journey.Page.Locator("details.trend-table tbody tr").CountAsync()).ShouldBe(72);
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task An_editor_takes_a_topic_introduces_it_and_pins_a_post(Screen screen)
    {
        await using var scene = await Scene();
        await using var journey = await Journey.Begin(browser, scene.Town, new(screen), scene.Editor);
        await journey.Opens("/desk/deyangzhujian/topics");
        await journey.Presses("[aria-labelledby=free] .button");
        await journey.Looks();
        await journey.Types("[name=introduction]", "补贴办法在征求意见，每天下午逐条回应。");
        await journey.Presses("main form .button.main");
        await journey.Looks();
        await journey.Presses("[aria-labelledby=newest] li:last-child button");
        await journey.Looks();
        await journey.Presses($"a[href='{Topic}']");
        await journey.Sees("补贴办法在征求意见，每天下午逐条回应。");
        await Assertions.Expect(journey.Page.Locator(".pinned article.post")).ToHaveCountAsync(1);
        await journey.Looks();
    }

    [Theory]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task The_keeper_keeps_a_topic_out_and_says_why(Screen screen)
    {
        await using var scene = await Scene();
        await using var journey = await Journey.Begin(browser, scene.Town, new(screen), scene.Halls.Keeper);
        await journey.Opens("/admin/halls/deyang/topics");
        await journey.Types("form:has([value=keep_out]) [name=topic]", Name);
        await journey.Types("form:has([value=keep_out]) [name=reason]", "每周固定讨论，不参加排名");
        await journey.Presses("form:has([value=keep_out]) .button");
        await journey.Looks();
        await journey.Opens(Topic);
        await journey.Sees("每周固定讨论，不参加排名");
    }

    /// <summary>Browsers live in real time, so its people came a week ago.</summary>
    private static async Task<Stage> Scene()
    {
        var halls = await HallTown.Start(EngineKind.Sqlite, realClock: true);
        var office = await halls.Office("德阳住建", "deyangzhujian", "5106", "jiaotong", RegionLevel.City);
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"), ("intro", "德阳各部门在这里说话、听话、办事。"), ("emblem", "德"));
        await halls.Opens("empty", "绵阳发布厅", ("region", "5107"));
        var ids = halls.Town.Services.GetRequiredService<Ids>();
        string[] lines = ["我们楼谈了两年了", "一楼的采光怎么办", "分摊比例有参考吗", "什邡能不能同步", "刚签了字，盼着开工", "谢谢逐条回应"];
        foreach (var (n, line) in lines.Index())
        {
            var account = new Account
            {
                Id = ids.At(halls.Town.Time.GetUtcNow().AddDays(-7)),
                Handle = $"lin{n}",
                HandleKey = Names.Skeleton($"lin{n}"),
                Nickname = $"电梯邻居{(char)('甲' + n)}",
                NicknameKey = Names.Skeleton($"电梯邻居{(char)('甲' + n)}"),
            };
            await halls.Town.Write(db =>
            {
                db.Add(account);
                db.Raise(new AccountOpened(account.Id));
            });
            await halls.Town.Use<CreatePost, Posts.Post>(create => create.Run(new(account.Id, $"{line} #{Name}#"), CancellationToken.None));
        }
        return new(halls, office, await halls.Town.Staff("小编", office, SeatRole.Editor));
    }

    private sealed record Stage(HallTown Halls, Person Office, Person Editor) : IAsyncDisposable
    {
        public Town Town => Halls.Town;

        public Task Hosted() => Town.Use<Trends.Hosts.HostTopic, int>(async host =>
        {
            await host.Run(new(Office.AccountId, Name, "补贴办法在征求意见，每天下午逐条回应。") { ActingUser = Editor.UserId }, CancellationToken.None);
            return 0;
        });

        public ValueTask DisposeAsync() => Halls.DisposeAsync();
    }
}
