using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching;

/// <summary>Who may give and take an agency's word: its managers, and the administrators of halls for everybody.</summary>
public sealed class VouchingRights(ActingSeats seats)
{
    public static bool IsAdmin(Caller caller) => caller.Role is UserRole.HallAdmin or UserRole.Operator;

    /// <param name="agencyId">In whose name; null: the site's.</param>
    public async ValueTask Require(Caller caller, long? agencyId, CancellationToken ct)
    {
        if (IsAdmin(caller)) return;
        if (agencyId is not { } id) throw new Refusal(RefusalKind.Forbidden, "accounts.admins_only");
        var seat = await seats.At(caller.UserId, id, ct) ?? throw new Refusal(RefusalKind.NotFound, "accounts.no_desk");
        if (!seat.May(ActingRights.Manage)) throw new Refusal(RefusalKind.Forbidden, "accounts.no_right");
        if (seat.Frozen) throw new Refusal(RefusalKind.Forbidden, "agencies.vouching.voucher_frozen");
    }

    /// <summary>A voucher is taken back by who gave it, and by who stands above the account today.</summary>
    public async ValueTask RequireOne(Caller caller, long? agencyId, long? otherAgencyId, CancellationToken ct)
    {
        try { await Require(caller, agencyId, ct); }
        catch (Refusal) when (otherAgencyId is not null && otherAgencyId != agencyId) { await Require(caller, otherAgencyId, ct); }
    }
}
