using Zhibo.Shared.Facts;

namespace Zhibo.Tests.Shared.Facts;

public sealed class HeldTests
{
    private readonly Dictionary<long, int> rows = new() { [1] = 10, [2] = 20 };
    private int loads;

    private Held<Dictionary<long, int>> Holder() => new(
        () =>
        {
            loads++;
            return new(rows);
        },
        (old, changed) => old.Where(r => !changed.Contains(r.Key)).Concat(rows.Where(r => changed.Contains(r.Key))).ToDictionary());

    [Fact]
    public void It_is_read_once_and_then_row_by_row()
    {
        var held = Holder();
        held.Now[1].ShouldBe(10);
        held.Now.ShouldBeSameAs(held.Now);
        (rows[1], rows[3]) = (11, 30);
        held.Changed(1);
        held.Now.ShouldBe(new() { [2] = 20, [1] = 11 });
        held.Changed(3);
        held.Now[3].ShouldBe(30);
        loads.ShouldBe(1);
        held.Changed();
        held.Now.ShouldBe(rows, ignoreOrder: true);
        loads.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_asks_while_another_one_reads_waits_for_what_contains_the_change()
    {
        var stop = TestContext.Current.CancellationToken;
        using var reading = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        var value = "old";
        var held = new Held<string>(() => value, (_, _) =>
        {
            reading.Set();
            mayEnd.Wait(stop);
            return value;
        });
        held.Now.ShouldBe("old");
        value = "new";
        held.Changed(1);
        var first = Task.Factory.StartNew(() => held.Now, stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        reading.Wait(stop);
        // Its change was taken from the list already; the old value must not be handed out all the same.
        var second = Task.Factory.StartNew(() => held.Now, stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        (await Task.WhenAny(second, Task.Delay(50, stop))).ShouldNotBeSameAs(second);
        mayEnd.Set();
        (await first, await second).ShouldBe(("new", "new"));
    }

    [Fact]
    public void A_reading_that_failed_loses_no_change()
    {
        var fails = false;
        var held = new Held<Dictionary<long, int>>(() => new(rows), (_, _) => fails ? throw new IOException("away") : throw new InvalidOperationException("asked row by row"));
        held.Now[1].ShouldBe(10);
        (rows[1], fails) = (11, true);
        held.Changed(1);
        Should.Throw<IOException>(() => held.Now);
        held.Now[1].ShouldBe(11);
    }

    [Fact]
    public void What_changes_during_the_reading_is_read_again()
    {
        Held<string>? held = null;
        var reads = 0;
        held = new(() =>
        {
            if (++reads == 1) held!.Changed();
            return $"reading {reads}";
        });
        held.Now.ShouldBe("reading 1");
        held.Now.ShouldBe("reading 2");
        held.Now.ShouldBe("reading 2");
    }
}
