using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Posts.Links;
using Zhibo.Shared.Outside;

namespace Zhibo.Tests.Posts;

/// <summary>What stands below a post that points to another site's page.</summary>
public sealed class LinkStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task A_page_is_read_once_and_its_title_stands_below_every_post_that_points_to_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        // Moved once, written in GBK, and says so only inside the page.
        town.Wires.World = request => request.RequestUri!.AbsolutePath == "/old" ? Moved("https://www.deyang.gov.cn/new") : Page(
            "<html><head><meta charset=gbk><title>旧名</title><meta property='og:title' content='天府大道 施工&lt;通告&gt;'><meta name=description content='11月28日起封闭\n两周'><meta property='og:site_name' content='德阳市政府'></head>", "GBK");

        var first = await wang.Posts("看通告 http://www.deyang.gov.cn/old#top 注意绕行");
        var second = await wang.Posts("再说一遍 http://www.deyang.gov.cn/old");
        await town.Quiet();

        town.Wires.Requests.Count.ShouldBe(2);
        foreach (var post in new[] { first, second })
        {
            var card = (await town.Stranger.Page($"/@wang/{post}")).QuerySelector("article .link-card")!;
            card.QuerySelector("b")!.TextContent.ShouldBe("天府大道 施工<通告>");
            card.TextContent.ShouldContain("11月28日起封闭 两周");
            card.TextContent.ShouldContain("www.deyang.gov.cn");
            card.GetAttribute("rel")!.ShouldContain("noreferrer");
        }
        var json = (await wang.Json($"/api/v1/statuses/{first}")).GetProperty("card");
        json.GetProperty("title").GetString().ShouldBe("天府大道 施工<通告>");
        json.GetProperty("provider_name").GetString().ShouldBe("德阳市政府");

        await wang.Edits(first, "没有地址了");
        await town.Quiet();
        (await town.Stranger.Page($"/@wang/{first}")).QuerySelector(".link-card").ShouldBeNull();
        (await town.Stranger.Page($"/@wang/{second}")).QuerySelector(".link-card").ShouldNotBeNull();
    }

    [BothEngines]
    public async Task A_page_that_cannot_be_read_is_tried_ever_more_seldom_and_a_new_title_is_shown(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        town.Wires.World = _ => new(HttpStatusCode.InternalServerError);
        var post = await wang.Posts("https://example.cn/a");
        await town.Quiet();
        (await wang.Json($"/api/v1/statuses/{post}")).GetProperty("card").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        town.Clock.Advance(TimeSpan.FromMinutes(11));
        await Refresh(town);
        town.Clock.Advance(TimeSpan.FromMinutes(11));
        // Twenty minutes after the second failure.
        await Refresh(town);
        town.Wires.Requests.Count.ShouldBe(2);
        town.Wires.World = _ => Page("<title>第一版</title>", "utf-8");
        town.Clock.Advance(TimeSpan.FromMinutes(11));
        await Refresh(town);
        (await wang.Json($"/api/v1/statuses/{post}")).GetProperty("card").GetProperty("title").GetString().ShouldBe("第一版");

        town.Wires.World = _ => Page("<title>第二版</title>", "utf-8");
        var now = town.Clock.GetUtcNow();
        await town.Write(db => { db.LinkCards.ExecuteUpdate(set => set.SetProperty(c => c.DueAt, now)); });
        await Refresh(town);
        (await wang.Json($"/api/v1/statuses/{post}")).GetProperty("card").GetProperty("title").GetString().ShouldBe("第二版");
    }

    [BothEngines]
    public async Task Nobody_reads_our_insides_through_a_link(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        town.Wires.World = _ => Moved("http://169.254.169.254/latest/meta-data");
        foreach (var address in new[] { "http://127.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://10.1.2.3/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://a.cn:8080/", "http://me@a.cn/" })
            await wang.Posts(address);
        await town.Quiet();
        town.Wires.Requests.ShouldBeEmpty();

        await wang.Posts("https://example.cn/moves-inside");
        await town.Quiet();
        town.Wires.Requests.Select(r => r.Address.Host).ShouldBe(["example.cn"]);
        (await town.Read(db => db.LinkCards.Select(c => c.Title + c.Failures).ToListAsync(Ct))).ShouldBe(["1"]);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("255.255.255.255", false)]
    public void Only_addresses_of_the_public_internet_are_open(string address, bool open) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBe(open);

    /// <summary>A name that means this machine: what counts is the address it leads to.</summary>
    [Fact]
    public async Task The_connection_itself_refuses_an_inner_address()
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        using var client = new HttpClient(OutsideSetup.Handler());
        var failure = await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync($"http://localhost:{((IPEndPoint)inside.LocalEndpoint).Port}/", Ct));
        failure.ToString().ShouldContain("not public");
        inside.Pending().ShouldBeFalse();
    }

    private static HttpResponseMessage Moved(string to) => new(HttpStatusCode.Found) { Headers = { Location = new Uri(to) } };

    private static HttpResponseMessage Page(string html, string charset)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(charset)?.GetBytes(html) ?? Encoding.UTF8.GetBytes(html);
        return new(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("text/html") } } };
    }

    private static async Task Refresh(Town town)
    {
        using var scope = town.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<RefreshLinks>().Run(Ct);
        await town.Quiet();
    }
}
