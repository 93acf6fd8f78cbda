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
        if (atMost > TimeSpan.Zero)
            await bell.Task.WaitAsync(atMost, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref bell, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
