using Zhibo.Shared;
using Zhibo.Trends.Counting;

namespace Zhibo.Tests.Trends;

/// <summary>The formula against the worked example of docs/trends.md, and its edges.</summary>
public sealed class VelocityTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_worked_example_comes_out_as_written()
    {
        // Four people just now, four three hours ago, and every day before two at the end of the same hours.
        List<Say> says = [.. Enumerable.Range(0, 4).Select(n => At(0, n)), .. Enumerable.Range(4, 4).Select(n => At(3, n))];
        for (var day = 1; day <= 7; day++) says.AddRange([At(24 * day, 20), At(24 * day, 21)]);

        var figures = Of(says);
        (figures.People, figures.Posts, figures.Usual).ShouldBe((8, 8, 2));
        figures.Weight.ShouldBe(6, 0.001);
        figures.UsualWeight.ShouldBe(2, 0.001);
        figures.Score.ShouldBe(8, 0.01);
    }

    [Fact]
    public void A_person_counts_once_by_their_last_word_and_so_do_days_before()
    {
        var figures = Of([At(5, 1), At(4, 1), At(0, 1), At(25, 1), At(26, 1)]);
        (figures.People, figures.Posts).ShouldBe((1, 3));
        figures.Weight.ShouldBe(1, 0.001);
        figures.Usual.ShouldBe(1 / 7.0, 0.001);
    }

    [Fact]
    public void The_window_and_the_week_have_ends()
    {
        Of([At(6.01, 1)]).People.ShouldBe(0);
        Of([At(5.99, 1)]).People.ShouldBe(1);
        // Between the windows of two days, and eight days ago.
        Of([At(12, 1), At(24 * 8, 2)]).Usual.ShouldBe(0);
        Of([]).Score.ShouldBe(0);
    }

    [Fact]
    public void Less_than_usual_is_no_trend_and_silence_is_taken_for_one()
    {
        Velocity.Score(3, 5).ShouldBe(0);
        Velocity.Score(5, 5).ShouldBe(0);
        Velocity.Score(5, 0).ShouldBe(25);
        Velocity.Score(5, 0.5).ShouldBe(20.25);
        Velocity.Score(30, 10).ShouldBe(40);
    }

    [Fact]
    public void The_book_takes_posts_in_any_order_once_and_lets_go_of_what_passed_them_on()
    {
        var (early, late) = (At(3, 1), At(1, 2));
        var passed = new Say(At(0.5, 3).PostId, At(0.5, 3).AccountId, early.PostId);
        var book = new SayBook();
        foreach (var say in new[] { late, passed, early, late }) book.Add(7, say);
        book.Of(7).ToArray().ShouldBe([early, late, passed]);
        var loaded = new SayBook();
        foreach (var say in new[] { passed, passed with { Of = 0 }, late, early, late }) loaded.Load(7, say);
        loaded.Settle();
        loaded.Of(7).ToArray().ShouldBe([early, late, passed with { Of = 0 }]);

        book.Remove(new HashSet<long> { early.PostId }).ShouldBe([passed.PostId]);
        book.Of(7).ToArray().ShouldBe([late]);
        book.Forget(Noon);
        book.Size.ShouldBe(0);
        book.Add(7, At(0, 1) with { AccountId = Ids.Boundary(Noon.AddHours(-23)) });
        book.Size.ShouldBe(0);
    }

    private static TrendFigures Of(List<Say> says) => Velocity.Of([.. says.OrderBy(s => s.PostId)], Noon, _ => true);

    private static Say At(double hoursAgo, int who) =>
        new(Ids.Boundary(Noon.AddHours(-hoursAgo).AddMilliseconds(-1)) + who, Ids.Boundary(Noon.AddDays(-100)) + who, 0);
}
