using Microsoft.EntityFrameworkCore;
using Zhibo.Posts;

namespace Zhibo.Tests.Demo;

/// <summary>Every counter, counted again from the rows.</summary>
internal static class Recount
{
    /// <param name="town">Where to count.</param>
    /// <param name="brought">What imported posts brought with them is not in our rows.</param>
    public static async Task CountsAreRight(this Town town, bool brought = false)
    {
        var posts = await town.Read(db => db.Posts.ToListAsync());
        var standing = posts.Where(p => p.DeletedAt is null).ToList();
        // What is said in private is not counted in public.
        var byAuthor = standing.Where(p => p.Visibility != Visibility.Direct).CountBy(p => p.AuthorId).ToDictionary();
        var follows = await town.Read(db => db.Follows.ToListAsync());
        var (followers, following) = (follows.CountBy(f => f.FolloweeId).ToDictionary(), follows.CountBy(f => f.FollowerId).ToDictionary());
        foreach (var account in await town.Read(db => db.Accounts.ToListAsync()))
        {
            account.PostsCount.ShouldBe(byAuthor.GetValueOrDefault(account.Id), account.Handle);
            account.FollowersCount.ShouldBe(followers.GetValueOrDefault(account.Id), account.Handle);
            account.FollowingCount.ShouldBe(following.GetValueOrDefault(account.Id), account.Handle);
        }
        if (!brought) await OfPosts(town, standing);
        await OfTopics(town);
        await OfPolls(town);
    }

    private static async Task OfPolls(Town town)
    {
        var ballots = (await town.Read(db => db.Ballots.ToListAsync())).ToLookup(b => b.PollId, b => b.Choices);
        foreach (var poll in await town.Read(db => db.Polls.ToListAsync())) poll.VotersCount.ShouldBe(ballots[poll.Id].Count());
        foreach (var choice in await town.Read(db => db.PollChoices.ToListAsync()))
            choice.VotesCount.ShouldBe(ballots[choice.PollId].Count(c => (c & 1 << choice.Place) != 0), choice.Text);
    }

    private static async Task OfPosts(Town town, List<Post> standing)
    {
        var likes = (await town.Read(db => db.Likes.Select(l => l.PostId).ToListAsync())).CountBy(id => id).ToDictionary();
        var comments = standing.Where(p => p.ParentId is not null)
            .SelectMany(p => new[] { p.ParentId!.Value, p.RootId!.Value }.Distinct()).CountBy(id => id).ToDictionary();
        var reposts = standing.SelectMany(p => new[] { p.RepostOfId, p.RepostViaId }).OfType<long>().CountBy(id => id).ToDictionary();
        foreach (var post in standing)
            (post.LikesCount, post.CommentsCount, post.RepostsCount).ShouldBe(
                (likes.GetValueOrDefault(post.Id), comments.GetValueOrDefault(post.Id), reposts.GetValueOrDefault(post.Id)), post.Text);
    }

    private static async Task OfTopics(Town town)
    {
        var links = (await town.Read(db => db.PostTopics.ToListAsync())).ToLookup(l => l.TopicId, l => l.PostId);
        foreach (var topic in await town.Read(db => db.Topics.ToListAsync()))
        {
            topic.PostsCount.ShouldBe(links[topic.Id].Count(), topic.Name);
            topic.LastPostId.ShouldBe(links[topic.Id].DefaultIfEmpty().Max(), topic.Name);
        }
    }
}
