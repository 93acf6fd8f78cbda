using Microsoft.AspNetCore.Identity;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Hashing, which is slow on purpose: as many at once as there are cores, a short queue, and then Busy, so that a
/// flood of sign-ins does not starve the readers.</summary>
public sealed class Passwords(IPasswordHasher<User> hasher)
{
    private const int MostWaiting = 200;
    private static readonly User Anybody = new() { PasswordHash = "" };
    private readonly SemaphoreSlim seats = new(Environment.ProcessorCount);
    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(Anybody, TokenHash.NewSecret()));
    private int waiting;

    public Task<string> Hash(string password, CancellationToken ct) => Seated(() => hasher.HashPassword(Anybody, password), ct);

    /// <summary>With no hash the same work is done for nothing, so that nobody can tell by the time whether a name exists.</summary>
    internal async Task<PasswordVerificationResult> Verify(string? hash, string password, CancellationToken ct)
    {
        var result = await Seated(() => hasher.VerifyHashedPassword(Anybody, hash ?? nobodysHash.Value, password), ct);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    private async Task<T> Seated<T>(Func<T> work, CancellationToken ct)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            throw new Refusal(RefusalKind.Busy, "accounts.sign_in_busy") { RetryAfter = TimeSpan.FromSeconds(10) };
        }
        try
        {
            await seats.WaitAsync(ct);
            try { return await Task.Run(work, ct); }
            finally { seats.Release(); }
        }
        finally { Interlocked.Decrement(ref waiting); }
    }
}
