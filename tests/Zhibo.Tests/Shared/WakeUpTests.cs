using Zhibo.Shared;

namespace Zhibo.Tests.Shared;

public sealed class WakeUpTests
{
    private readonly TownClock clock = new();

    /// <summary>A worker that came too early by less than a millisecond looked for work without end.</summary>
    [Fact]
    public void Less_than_a_millisecond_is_waited_for_too()
    {
        var until = clock.GetUtcNow() + TimeSpan.FromTicks(4_000);
        var waiting = new WakeUp(clock).Wait(until, TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        waiting.IsCompletedSuccessfully.ShouldBeTrue();
        clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(until);
    }

    [Fact]
    public async Task A_ring_ends_it_before_its_time()
    {
        var bell = new WakeUp(clock);
        var waiting = bell.Wait(clock.GetUtcNow().AddHours(1), TestContext.Current.CancellationToken);
        bell.Ring();
        await waiting;
        clock.GetUtcNow().ShouldBe(TownClock.Morning);
    }
}
