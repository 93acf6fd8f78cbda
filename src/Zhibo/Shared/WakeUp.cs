namespace Zhibo.Shared;

/// <summary>A worker sleeps until somebody rings, at most for a while. A ring while it works is not lost.</summary>
public sealed class WakeUp(TimeProvider clock)
{
    private TaskCompletionSource bell = New();

    public void Ring() => Volatile.Read(ref bell).TrySetResult();

    public async Task Wait(TimeSpan atMost, CancellationToken stop)
    {
        await bell.Task.WaitAsync(atMost, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref bell, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
