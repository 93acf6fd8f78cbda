using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Halls;
using Zhibo.Tests.ClientApi;
using Zhibo.Web;

namespace Zhibo.Tests.Feeds;

public sealed class HeadStories
{
    private const string Site = "https://zhibo.example";

    [BothEngines]
    public async Task An_agency_tells_programs_what_it_is_and_where_it_stands(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Regions();
        var province = await town.Office("微博四川", "weibosichuan", "51");
        var city = await town.Office("微博德阳", "weibodeyang", "5106", province);
        var county = await town.Office("微博旌阳", "weibojingyang", "510603", city, a =>
        {
            (a.UnitCode, a.Phone, a.Hours, a.Address) = ("11510600008454321X", "0838-2500000", "周一至周五 9:00–12:00", "长江西路一段");
            (a.Latitude, a.Longitude) = (31.13, 104.39);
        });
        await town.Write(db => db.Accounts.AsTracking().Single(a => a.Id == county.AccountId).Bio = "旌阳区发布</script><script>alert(1)</script>");
        var page = await town.Stranger.Page("/@weibojingyang");
        var data = Data(page);
        (data.Text("@type"), data.Text("name"), data.Text("alternateName"), data.Text("url")).ShouldBe(("GovernmentOrganization", "微博旌阳办公室", "微博旌阳", Site + "/@weibojingyang"));
        (data.Text("telephone"), data.GetProperty("identifier").Text("value"), data.GetProperty("location").Text("openingHours")).ShouldBe(("0838-2500000", "11510600008454321X", "周一至周五 9:00–12:00"));
        data.Text("description").ShouldBe("旌阳区发布</script><script>alert(1)</script>");
        var parent = data.GetProperty("parentOrganization");
        (parent.Text("name"), parent.GetProperty("parentOrganization").Text("url")).ShouldBe(("微博德阳办公室", Site + "/@weibosichuan"));
        var area = data.GetProperty("areaServed");
        (area.Text("name"), area.GetProperty("containedInPlace").Text("name"), area.GetProperty("containedInPlace").GetProperty("containedInPlace").Text("name")).ShouldBe(("旌阳区", "德阳市", "四川省"));
        page.Scripts.Count(s => s.Source is null).ShouldBe(1);
        page.QuerySelector("meta[property='og:title']")!.GetAttribute("content").ShouldBe("微博旌阳");
        page.QuerySelector("meta[property='og:image']")!.GetAttribute("content")!.ShouldStartWith(Site + "/avatars/");
        SchemaOrg.Read().Faults(data).ShouldBeEmpty();
    }

    [BothEngines]
    public async Task People_are_persons_and_officials_work_for_somebody(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var office = await town.Office("公安打拐", "gonganweb", "51");
        await town.Citizen("王小微", "wang");
        var chen = await town.Citizen("陈士渠", "chenshiqu", AccountKind.Official);
        await town.Write(db => db.Officials.Add(new() { Id = chen.AccountId, AgencyId = office.AccountId, Title = "打拐办主任", Since = new(2024, 1, 1) }));
        var citizen = Data(await town.Stranger.Page("/@wang"));
        (citizen.Text("@type"), citizen.GetProperty("mainEntity").Text("@type"), citizen.GetProperty("mainEntity").Text("name")).ShouldBe(("ProfilePage", "Person", "王小微"));
        var official = Data(await town.Stranger.Page("/@chenshiqu")).GetProperty("mainEntity");
        (official.Text("jobTitle"), official.GetProperty("worksFor").Text("url")).ShouldBe(("打拐办主任", Site + "/@gonganweb"));
        foreach (var data in new[] { citizen, official }) SchemaOrg.Read().Faults(data).ShouldBeEmpty();
    }

    [BothEngines]
    public async Task A_post_tells_programs_who_said_what_and_when(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var office = await town.Office("微博德阳", "weibodeyang", "5106");
        var wang = await town.Citizen("王小微", "wang");
        const string Text = "</script><!--<script>alert('雨')&\u2028 #今日德阳#";
        var post = await office.Posts(Text);
        await wang.Likes(post);
        var said = town.Clock.GetUtcNow();
        town.Clock.Advance(TimeSpan.FromMinutes(5));
        await office.Edits(post, Text + " 雨停了");
        var page = await town.Stranger.Page($"/@weibodeyang/{post}");
        var data = Data(page);
        (data.Text("@type"), data.GetProperty("author").Text("@type"), data.GetProperty("author").Text("name")).ShouldBe(("SocialMediaPosting", "GovernmentOrganization", "微博德阳"));
        data.Text("articleBody").ShouldStartWith("</script><!--<script>alert('雨')&");
        data.GetProperty("datePublished").GetDateTimeOffset().ShouldBe(said);
        data.GetProperty("dateModified").GetDateTimeOffset().ShouldBe(said.AddMinutes(5));
        data.GetProperty("keywords")[0].GetString().ShouldBe("今日德阳");
        data.GetProperty("interactionStatistic").EnumerateArray().Select(c => c.Text("interactionType")[19..] + c.GetProperty("userInteractionCount").GetInt32().ToString(CultureInfo.InvariantCulture))
            .ShouldBe(["LikeAction1", "CommentAction0", "ShareAction0"]);
        page.QuerySelector("meta[property='og:type']")!.GetAttribute("content").ShouldBe("article");
        SchemaOrg.Read().Faults(data).ShouldBeEmpty();
        // What only followers may read says nothing about itself, not even to them.
        var hidden = await office.Posts("只给粉丝", "private");
        (await office.Page($"/@weibodeyang/{hidden}")).QuerySelectorAll("head script[type='application/ld+json'], head link[type*=oembed], head meta[property='og:title']").ShouldBeEmpty();
    }

    [BothEngines]
    public async Task A_hall_lists_its_agencies(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Regions();
        await town.Office("微博德阳", "weibodeyang", "5106");
        await town.Office("微博绵阳", "weibomianyang", "5107");
        var hall = await town.Hall("deyang", "德阳发布厅", "5106");
        var html = await town.Services.GetRequiredService<HeadParts<Hall>>().Html(hall, "zh-Hans", Site, CancellationToken.None);
        var head = new HtmlParser().ParseDocument("<head>" + html);
        var data = Data(head);
        (data.Text("@type"), data.Text("url"), data.GetProperty("about").Text("name")).ShouldBe(("CollectionPage", Site + "/halls/deyang", "德阳市"));
        data.GetProperty("mainEntity").GetProperty("numberOfItems").GetInt32().ShouldBe(1);
        data.GetProperty("mainEntity").GetProperty("itemListElement")[0].Text("url").ShouldBe(Site + "/@weibodeyang");
        head.QuerySelectorAll("link[href*='/feeds/halls/deyang.']").Length.ShouldBe(3);
        SchemaOrg.Read().Faults(data).ShouldBeEmpty();
    }

    private static JsonElement Data(IHtmlDocument page) => JsonDocument.Parse(page.QuerySelector("head script[type='application/ld+json']")!.TextContent).RootElement;
}
