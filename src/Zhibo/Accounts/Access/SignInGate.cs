using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Accounts.Access;

/// <summary>What stands against guessing: counts per address and per name in memory, and the lock of the user's row, which
/// grows with every failure and survives a restart.</summary>
internal sealed class SignInGate(Limits limits, Settings settings, Writer writer, TimeProvider clock, ILogger<SignInGate> log)
{
    public const int FreeFailures = 5;
    public static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestLock = TimeSpan.FromHours(1);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>A household or an office shares an address.</summary>
    private const int NamesPerAddress = 3;

    public void Enter(string name, Browser browser)
    {
        limits.Take("sign-in-from", browser.Who, settings.Limits.SignInsPerQuarter * NamesPerAddress, Quarter);
        limits.Take("sign-in-as", Key(name), settings.Limits.SignInsPerQuarter, Quarter);
    }

    public void Passed(string name, Browser browser)
    {
        limits.GiveBack("sign-in-from", browser.Who);
        limits.GiveBack("sign-in-as", Key(name));
    }

    /// <summary>A signed-in person types their password again, or a code.</summary>
    public void Confirm(long userId) =>
        limits.Take("confirm", userId.ToString(System.Globalization.CultureInfo.InvariantCulture), settings.Limits.SignInsPerQuarter, Quarter);

    /// <summary>Not waited for, so that a wrong password takes no longer where the name exists. The writer works in order:
    /// a later success sees it.</summary>
    public void Failed(long userId) => _ = Count(userId);

    public static bool IsLocked(User user, DateTimeOffset now) => user.LockedUntil > now;

    public static void Open(User user) => (user.FailedSignIns, user.LockedUntil) = (0, null);

    private static string Key(string name) => Shared.Text.Names.Key(name.Length > 100 ? name[..100] : name.Trim());

    private async Task Count(long userId)
    {
        try
        {
            await writer.Run(db =>
            {
                var now = clock.GetUtcNow();
                // While locked nothing is counted: otherwise a stranger could keep somebody out for ever.
                if (db.Users.Find(userId) is not { } user || IsLocked(user, now)) return;
                user.FailedSignIns++;
                if (user.FailedSignIns >= FreeFailures) user.LockedUntil = now + LockFor(user.FailedSignIns);
            });
        }
        catch (Exception e) { log.LogWarning("Could not count a failed sign-in: {Reason}", e.Message); }
    }

    internal static TimeSpan LockFor(int failures)
    {
        var wait = FirstLock * Math.Pow(2, Math.Min(failures - FreeFailures, 10));
        return wait < LongestLock ? wait : LongestLock;
    }
}
