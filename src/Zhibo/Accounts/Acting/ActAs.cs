using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Acting;

/// <summary>Lets a person who calls be the office they name, if they have a seat there.</summary>
public sealed class ActAs(ActingSeats seats, AccountNames names)
{
    /// <summary>Of requests with a bearer token; its value is the handle of the office.</summary>
    public const string Header = "Zhibo-Act-As";

    private const int LongestName = 100;

    /// <summary>The caller as the office; as they are, where they name themselves. An office that does not exist is refused like
    /// one where the caller has no seat.</summary>
    public async ValueTask<Caller> Become(Caller caller, string handle, CancellationToken ct)
    {
        if (Name(handle).Equals(caller.Handle, StringComparison.OrdinalIgnoreCase)) return caller;
        var seat = await Find(caller, handle, ct);
        if (seat is null) throw new Refusal(RefusalKind.Forbidden, "accounts.no_seat");
        return caller with
        {
            AccountId = seat.AccountId,
            Handle = seat.Handle,
            Nickname = seat.Nickname,
            AvatarUrl = seat.AvatarUrl,
            Frozen = seat.Frozen,
            Seat = seat,
        };
    }

    /// <summary>The caller's seat at the office of that name; null where there is none.</summary>
    public async ValueTask<ActingSeat?> Find(Caller caller, string handle, CancellationToken ct) =>
        names.IdOf(Name(handle)) is { } office ? await seats.At(caller.UserId, office, ct) : null;

    private static string Name(string handle) => InputText.CleanLine(handle, LongestName).Text.TrimStart('@');
}
