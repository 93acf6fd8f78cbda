namespace Zhibo.Shared;

/// <summary>A worker sleeps until somebody rings, at most until a time that it chose BEFORE it looked for work: then neither
/// a ring nor a moved clock is lost while it looks.</summary>
public sealed class WakeUp(TimeProvider clock)
{
    private TaskCompletionSource bell = New();

    public void Ring() => Volatile.Read(ref bell).TrySetResult();

    public async Task Wait(DateTimeOffset until, CancellationToken stop)
    {
        var atMost = until - clock.GetUtcNow();
        // A wait is counted in whole milliseconds, and one of less than that would be none at all.
        if (atMost > TimeSpan.Zero)
            await bell.Task.WaitAsync(TimeSpan.FromMilliseconds(Math.Ceiling(atMost.TotalMilliseconds)), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref bell, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
