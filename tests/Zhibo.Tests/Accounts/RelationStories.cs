using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Following;
using Zhibo.Shared;

namespace Zhibo.Tests.Accounts;

public sealed class RelationStories
{
    [BothEngines]
    public async Task Following_twice_is_following_once(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var (chen, wang) = await Two(story);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => story.Town.Use<FollowAccount, int>(async follow => { await follow.Run(new(chen, wang.AccountId), default); return 0; })));
        (await Counts(story, chen)).ShouldBe((0, 1));
        (await Counts(story, wang)).ShouldBe((1, 0));
        story.Log.Facts.Count(f => f == new AccountFollowed(chen.AccountId, wang.AccountId)).ShouldBe(1);
        var relation = await Relation(story, wang, chen);
        (relation.Following, relation.FollowedBy).ShouldBe((false, true));

        for (var n = 0; n < 2; n++) await story.Town.Use<UnfollowAccount, int>(async unfollow => { await unfollow.Run(new(chen, wang.AccountId), default); return 0; });
        (await Counts(story, chen)).ShouldBe((0, 0));
        (await Counts(story, wang)).ShouldBe((0, 0));
        story.Log.Facts.Count(f => f is RelationChanged).ShouldBe(2);
    }

    [BothEngines]
    public async Task Blocking_parts_both_and_lets_neither_follow(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var (chen, wang) = await Two(story);
        await Follow(story, chen, wang);
        await Follow(story, wang, chen);
        for (var n = 0; n < 2; n++) await story.Town.Use<BlockAccount, int>(async block => { await block.Run(new(chen, wang.AccountId), default); return 0; });
        (await Counts(story, chen)).ShouldBe((0, 0));
        (await Counts(story, wang)).ShouldBe((0, 0));
        (await Should.ThrowAsync<Refusal>(() => Follow(story, wang, chen))).Word.ShouldBe("accounts.follow_blocked");
        (await Should.ThrowAsync<Refusal>(() => Follow(story, chen, wang))).Word.ShouldBe("accounts.follow_blocking");
        var relation = await Relation(story, wang, chen);
        (relation.BlockedBy, relation.Blocking, relation.FollowedBy).ShouldBe((true, false, false));

        await story.Town.Use<UnblockAccount, int>(async unblock => { await unblock.Run(new(chen, wang.AccountId), default); return 0; });
        await Follow(story, wang, chen);
    }

    [BothEngines]
    public async Task A_mute_ends_by_itself(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var (chen, wang) = await Two(story);
        await story.Town.Use<MuteAccount, int>(async mute => { await mute.Run(new(chen, wang.AccountId, TimeSpan.FromDays(1), HideNotices: false), default); return 0; });
        var relation = await Relation(story, chen, wang);
        (relation.Muting, relation.MutingNotices).ShouldBe((true, false));
        story.Town.Clock.Advance(TimeSpan.FromHours(25));
        (await Relation(story, chen, wang)).Muting.ShouldBeFalse();

        await story.Town.Use<MuteAccount, int>(async mute => { await mute.Run(new(chen, wang.AccountId), default); return 0; });
        relation = await Relation(story, chen, wang);
        (relation.Muting, relation.MutingNotices, relation.MuteExpiresAt).ShouldBe((true, true, null));
        await story.Town.Use<UnmuteAccount, int>(async unmute => { await unmute.Run(new(chen, wang.AccountId), default); return 0; });
        (await Relation(story, chen, wang)).Muting.ShouldBeFalse();
    }

    [BothEngines]
    public async Task Oneself_nobody_and_the_frozen_cannot_be_followed(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var (chen, wang) = await Two(story);
        (await Should.ThrowAsync<Refusal>(() => Follow(story, chen, chen))).Word.ShouldBe("accounts.follow_self");
        (await Should.ThrowAsync<Refusal>(() => story.Town.Use<FollowAccount, int>(async f => { await f.Run(new(chen, 42), default); return 0; }))).Kind.ShouldBe(RefusalKind.NotFound);
        await story.Town.Write(db => { db.Accounts.Single(a => a.Id == wang.AccountId).FrozenAt = story.Town.Clock.GetUtcNow(); });
        (await Should.ThrowAsync<Refusal>(() => Follow(story, chen, wang))).Word.ShouldBe("accounts.follow_frozen");
        (await Should.ThrowAsync<Refusal>(() => Follow(story, wang, chen))).Word.ShouldBe("accounts.frozen");
    }

    [BothEngines]
    public async Task The_page_of_silenced_accounts_undoes_it(EngineKind engine)
    {
        await using var story = await AccountTown.Start(engine);
        var chen = await story.Town.Citizen("陈学珍", "chen");
        var wang = await story.Town.Citizen("王小微", "wang");
        var caller = CallerOf(chen);
        await story.Town.Use<BlockAccount, int>(async block => { await block.Run(new(caller, wang.AccountId), default); return 0; });
        var page = await chen.Page("/settings/relations");
        page.Body!.TextContent.ShouldContain("王小微");
        await chen.Send(new HttpRequestMessage(HttpMethod.Post, "/accounts/wang/relation") { Content = new FormUrlEncodedContent([new("act", "unblock"), new("back", "/settings/relations")]) });
        (await Relation(story, caller, CallerOf(wang))).Blocking.ShouldBeFalse();
    }

    private static async Task<(Caller Chen, Caller Wang)> Two(AccountTown story)
    {
        var chen = CallerOf(await story.Town.Citizen("陈学珍", "chen"));
        var wang = CallerOf(await story.Town.Citizen("王小微", "wang"));
        while (story.Log.Facts.TryDequeue(out _)) { }
        return (chen, wang);
    }

    private static Caller CallerOf(Person person) =>
        new(person.UserId, person.AccountId, person.Handle, person.Name, UserRole.Citizen, "zh-Hans", "auto", false);

    private static Task Follow(AccountTown story, Caller who, Caller whom) =>
        story.Town.Use<FollowAccount, int>(async follow => { await follow.Run(new(who, whom.AccountId), default); return 0; });

    private static async Task<Relationship> Relation(AccountTown story, Caller who, Caller whom) =>
        (await story.Town.Use<RelationshipOf, IReadOnlyList<Relationship>>(of => of.Run(new(who.AccountId, [whom.AccountId]), default))).Single();

    private static Task<(int, int)> Counts(AccountTown story, Caller who) => story.Town.Read(async db =>
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == who.AccountId);
        return ((int)account.FollowersCount, (int)account.FollowingCount);
    });
}
