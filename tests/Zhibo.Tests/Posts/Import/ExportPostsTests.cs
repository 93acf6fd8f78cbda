using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Demo;
using Zhibo.Posts;
using Zhibo.Posts.Import;

namespace Zhibo.Tests.Posts.Import;

public sealed class ExportPostsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A whole city moves to another town and comes home again.</summary>
    [Fact]
    public async Task What_is_exported_comes_in_elsewhere_the_same()
    {
        await using var home = await Town.Start(EngineKind.Sqlite);
        await home.Use<FillDemo, bool>(fill => fill.Run(Ct));
        var (file, outcome) = await Exports(home, everything: true);
        outcome.LeftOut.ShouldBe(0);
        outcome.Posts.ShouldBe(await home.Read(db => db.Posts.LongCountAsync(p => p.Kind != PostKind.Repost && p.Visibility != Visibility.Direct)));

        await using var away = await Town.Start(EngineKind.Sqlite);
        await Settle(away, home);
        var (brought, faults) = await away.Imports(new MemoryStream(file), "city.jsonl");
        faults.ShouldBeEmpty();
        brought.ShouldBe(new(outcome.Posts, outcome.Posts, 0, 0));
        (await Told(away)).ShouldBe(await Told(home));

        // And back: every post is known by the name it went out with.
        var (back, _) = await Exports(away, everything: true);
        (await home.Imports(new MemoryStream(back), "back.jsonl")).Outcome.ShouldBe(new(outcome.Posts, 0, outcome.Posts, 0));
    }

    [Fact]
    public async Task What_is_not_for_everybody_stays_at_home_unless_asked_for()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        await town.Use<FillDemo, bool>(fill => fill.Run(Ct));
        var open = await town.Read(db => db.Posts.LongCountAsync(p => p.Kind != PostKind.Repost && p.Visibility < Visibility.Followers));
        var (file, outcome) = await Exports(town, everything: false);
        outcome.Posts.ShouldBe(open);
        System.Text.Encoding.UTF8.GetString(file).ShouldNotContain("\"followers\"");
    }

    private static async Task<(byte[] File, ExportPosts.Outcome Outcome)> Exports(Town town, bool everything)
    {
        using var file = new MemoryStream();
        var outcome = await town.Use<ExportPosts, ExportPosts.Outcome>(export => export.Run(new ExportPosts.Input(file) { Everything = everything }, Ct));
        return (file.ToArray(), outcome);
    }

    /// <summary>The same people, without their posts, with other ids.</summary>
    private static async Task Settle(Town away, Town home)
    {
        foreach (var account in await home.Read(db => db.Accounts.OrderByDescending(a => a.Id).ToListAsync()))
            await away.Citizen(account.Nickname, account.Handle, account.Kind);
        var ids = await away.Read(db => db.Accounts.ToDictionaryAsync(a => a.Handle, a => a.Id));
        var names = await home.Read(db => db.Accounts.ToDictionaryAsync(a => a.Id, a => a.Handle));
        var follows = await home.Read(db => db.Follows.ToListAsync());
        // Who may comment on what only followers read must follow here, too.
        await away.Write(db => db.AddRange(follows.Select(f => new Follow { Id = f.Id, FollowerId = ids[names[f.FollowerId]], FolloweeId = ids[names[f.FolloweeId]] })));
    }

    /// <summary>Everything a reader sees of the posts, without ids.</summary>
    private static async Task<List<string>> Told(Town town)
    {
        var authors = await town.Read(db => db.Accounts.ToDictionaryAsync(a => a.Id, a => a.Handle));
        var posts = await town.Read(db => db.Posts.Where(p => p.Kind != PostKind.Repost && p.Visibility != Visibility.Direct).OrderBy(p => p.Id).ToListAsync());
        var texts = posts.ToDictionary(p => p.Id, p => p.Text);
        string Of(long? id) => id is { } known ? texts[known] : "";
        return [.. posts.Select(p => $"{p.CreatedAt:O} {authors[p.AuthorId]} {p.Kind} {p.Visibility} {p.Warning} {p.Language} {p.LikesCount} {p.CommentsCount} {p.RepostsCount} «{p.Text}» «{Of(p.ParentId)}» «{Of(p.RootId)}» «{Of(p.RepostOfId)}» «{Of(p.RepostViaId)}»").Order()];
    }
}
