using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Profiles;

namespace Zhibo.Tests.Accounts;

public sealed class ProfileStories
{
    [BothEngines]
    public async Task A_new_nickname_is_found_at_once_and_the_old_one_no_more(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        await story.SignsUp("wang", "王小微");
        var id = (await story.UserOf("chen")).AccountId;
        var names = story.Town.Services.GetRequiredService<AccountNames>();
        names.IdOf("陈学珍").ShouldBe(id);
        names.IdOf("ＣＨＥＮ").ShouldBe(id);
        names.IdOf("nobody").ShouldBeNull();

        var page = await chen.Page("/settings/profile");
        await chen.Submits(page, "form[action='/settings/profile']", HttpStatusCode.Conflict, ("nickname", "王小微"));
        await chen.Submits(page, "form[action='/settings/profile']",
            ("nickname", "卖橘子的陈学珍"), ("bio", "中江县的果农\n二十亩橘子"), ("field_name_2", "电话"), ("field_value_2", "请打微博"));
        names.IdOf("卖橘子的陈学珍").ShouldBe(id);
        names.IdOf("陈学珍").ShouldBeNull();
        var account = await story.Town.Read(db => db.Accounts.SingleAsync(a => a.Id == id));
        account.Bio.ShouldBe("中江县的果农\n二十亩橘子");
        AccountField.Of(account).ShouldBe([new("电话", "请打微博")]);
        story.Log.Facts.ShouldContain(new AccountChanged(id));
        // The frame shows it with the next page.
        (await chen.Page("/settings/look")).QuerySelector(".viewer b")!.TextContent.ShouldBe("卖橘子的陈学珍");
    }

    [BothEngines]
    public async Task Look_and_language_follow_the_person(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.SignsUp("chen", "陈学珍");
        await chen.Submits(await chen.Page("/settings/look"), "form[action='/settings/look']", ("language", "en"), ("theme", "dark"), ("large", "true"));
        var phone = story.Town.Stranger;
        await AccountTown.SignsIn(phone, "chen");
        var html = (await phone.Page("/settings/look")).DocumentElement;
        (html.GetAttribute("lang"), html.GetAttribute("data-theme"), html.GetAttribute("data-large")).ShouldBe(("en", "dark", "true"));
    }

    [Fact]
    public async Task A_stranger_switches_language_and_print_too()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        var stranger = story.Town.Stranger;
        await stranger.Send(new HttpRequestMessage(HttpMethod.Post, "/display") { Content = new FormUrlEncodedContent([new("language", "zh-Hant"), new("large", "true")]) });
        var html = (await stranger.Page("/sign-in")).DocumentElement;
        (html.GetAttribute("lang"), html.GetAttribute("data-large")).ShouldBe(("zh-Hant", "true"));
    }

    [Fact]
    public async Task Pictures_are_drawn_for_those_without()
    {
        await using var story = await AccountTown.Start(EngineKind.Sqlite);
        await story.Town.Use<OpenAccount, long>(open => open.Run(new("evil", "某<局>"[..1] + "局", AccountKind.Agency), default));
        var account = (await story.Town.Use<FindAccount, Account?>(find => find.Run("evil", default)))!;
        var answer = await story.Town.Stranger.Get(AccountPictures.AvatarUrl(account));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("rx=\"20\"");
        (await story.Town.Stranger.Get("/banners/evil.svg")).Headers.CacheControl!.ToString().ShouldNotContain("immutable");
        (await story.Town.Stranger.Get("/avatars/nobody.svg")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task The_operator_gives_out_reserved_names_and_roles(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var added = await story.Town.Use<AddUser, AddUser.Outcome>(add => add.Run(new("admin", "管理员", AccountTown.Password, UserRole.Operator), default));
        var person = story.Town.Stranger;
        await AccountTown.SignsIn(person, "admin");
        AccountTown.IsIn(person).ShouldBeTrue();
        (await story.UserOf("admin")).Role.ShouldBe(UserRole.Operator);
        added.AccountId.ShouldBe((await story.UserOf("admin")).AccountId);
        // Saving the profile does not take the name away.
        await person.Submits(await person.Page("/settings/profile"), "form[action='/settings/profile']", ("bio", "值班"));
    }
}
