using Zhibo.Posts;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;

namespace Zhibo.Tests.Posts;

/// <summary>What timelines hold in memory, against the plain way of saying the same.</summary>
public sealed class TimelineMemoryTests
{
    private static PostPublished Post(long id, long author, PostKind kind = PostKind.Original, long? of = null) =>
        new(id, author, kind, Visibility.Public, null, of, []);

    [Fact]
    public void Keys_arriving_in_any_order_stand_sorted_and_once()
    {
        var keys = PostKeys.Empty;
        foreach (var id in new long[] { 5, 9, 7, 1, 9, 5, 12, 3 }) keys = keys.With(PostKey.Of(id, PostKind.Original, Visibility.Public));
        keys.All.ToArray().Select(PostKey.IdOf).ShouldBe([1, 3, 5, 7, 9, 12]);
        keys.Without(7).Without(100).All.ToArray().Select(PostKey.IdOf).ShouldBe([1, 3, 5, 9, 12]);
    }

    [Fact]
    public void Whoever_holds_a_list_sees_it_as_it_was()
    {
        var before = PostKeys.Empty.With(10).With(20);
        var after = before.With(30);
        before.All.ToArray().ShouldBe([10, 20]);
        after.All.ToArray().ShouldBe([10, 20, 30]);
    }

    [Fact]
    public void The_newest_public_posts_stay_in_memory_however_many_come()
    {
        var recent = new PublicPosts();
        for (var id = 1; id <= 30_000; id++) recent.Seen(Post(id, 1));
        recent.Keys.Count.ShouldBeInRange(4_000 - 1, 8_000);
        PostKey.IdOf(recent.Keys.Newest).ShouldBe(30_000);
        var held = recent.Keys.All.ToArray().Select(PostKey.IdOf).ToArray();
        held.ShouldBe(Enumerable.Range((int)held[0], held.Length).Select(n => (long)n));
        recent.Floor.ShouldBe(held[0] - 1);
        // Old posts out of an import do not push out the newest.
        recent.Seen(Post(5, 1));
        PostKey.IdOf(recent.Keys.All[0]).ShouldBe(held[0]);
    }

    [Theory]
    [InlineData(3, 20)]
    [InlineData(50, 400)]
    [InlineData(300, 2_000)]
    public void The_merge_is_the_sorted_union_of_the_followed(int authors, int posts)
    {
        var index = new AuthorIndex(new PureReposts());
        List<(long Id, int Author)> all = [];
        for (var n = 1; n <= posts; n++)
        {
            var author = (int)(n * 2654435761L % authors);
            all.Add((n, author));
            index.Seen(Post(n, author + 1));
        }
        int[] followed = [.. Enumerable.Range(0, authors).Where(a => a % 2 == 0)];
        int[] slots = [.. followed.Select(a => index.SlotOf(a + 1)).Order()];
        var expected = all.Where(p => followed.Contains(p.Author)).Select(p => p.Id).OrderDescending().ToList();
        List<long> read = [];
        for (var below = long.MaxValue; ;)
        {
            var page = new long[7];
            var count = HomeMerge.Newest(index, slots, below == long.MaxValue ? long.MaxValue : PostKey.Below(below), 0, page);
            read.AddRange(page.Take(count).Select(PostKey.IdOf));
            if (count < page.Length) break;
            below = read[^1];
        }
        read.ShouldBe(expected);
        var upwards = new long[5];
        var found = HomeMerge.Oldest(index, slots, PostKey.Below(expected[^1]) | 0xF, long.MaxValue, upwards);
        upwards.Take(found).Select(PostKey.IdOf).ShouldBe(expected.AsEnumerable().Reverse().Skip(1).Take(5));
    }

    [Fact]
    public void A_repost_without_words_is_new_again_only_after_a_day()
    {
        var reposts = new PureReposts();
        var start = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        long At(double hours) => Ids.Boundary(start.AddHours(hours));
        reposts.Add(At(0), At(2), slot: 7);
        reposts.Add(At(0), At(30), slot: 8);
        // The subject itself stood in this timeline two hours before.
        reposts.SeenBefore(At(2), At(0), subjectSlot: 1, [1, 7, 8]).ShouldBeTrue();
        // Its author is not followed, and nobody passed it on before.
        reposts.SeenBefore(At(2), At(0), subjectSlot: 1, [7, 8]).ShouldBeFalse();
        // 28 hours after the other repost.
        reposts.SeenBefore(At(30), At(0), subjectSlot: 1, [7, 8]).ShouldBeFalse();
        reposts.SeenBefore(At(20), At(0), subjectSlot: 1, [7, 8]).ShouldBeTrue();
        reposts.Remove(At(0), At(2));
        reposts.SeenBefore(At(20), At(0), subjectSlot: 1, [7, 8]).ShouldBeFalse();
    }
}
