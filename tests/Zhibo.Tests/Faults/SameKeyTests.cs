using Microsoft.EntityFrameworkCore;
using Zhibo.Posts;
using Zhibo.Posts.Writing;

namespace Zhibo.Tests.Faults;

public sealed class SameKeyTests
{
    [BothEngines]
    public async Task Posts_with_one_key_at_the_same_moment_are_one_post(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await using var other = engine == EngineKind.Postgres ? await town.AnotherNode() : null;
        var wang = await town.Citizen("王小微");

        var posts = await Task.WhenAll(Enumerable.Range(0, 24).Select(n =>
            (n % 2 == 0 ? town : other ?? town).Use<CreatePost, Post>(create =>
                create.Run(new CreatePost.Input(wang.AccountId, "橘子卖不掉") { IdempotencyKey = "one" }, TestContext.Current.CancellationToken))));

        posts.Select(p => p.Id).Distinct().Count().ShouldBe(1);
        await town.Quiet();
        (await town.Read(db => db.Posts.CountAsync())).ShouldBe(1);
        (await town.Read(db => db.Accounts.Select(a => a.PostsCount).SingleAsync())).ShouldBe(1);
    }
}
