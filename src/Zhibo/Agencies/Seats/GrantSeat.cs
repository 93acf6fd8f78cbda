using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Gives a person a seat at an agency. Giving it twice is giving it once.</summary>
public sealed class GrantSeat(Db db, Writer writer, Ids ids, FindAccount find, TeamRights rights)
{
    /// <param name="Caller">Null is the operator at the machine.</param>
    /// <param name="Handle">Of the person; the nickname does as well.</param>
    public sealed record Input(Caller? Caller, long AgencyId, string Handle, SeatRole Role);

    public async Task Run(Input input, CancellationToken ct)
    {
        var agency = await rights.RequireManage(input.Caller, input.AgencyId, "grant", ct);
        if (agency.State == AgencyState.Closed) throw new Refusal(RefusalKind.Conflict, "agencies.team.closed");
        if (!Enum.IsDefined(input.Role)) throw new Refusal(RefusalKind.Invalid, "agencies.team.no_such_role", "role");
        var person = await Person(input.Handle, ct);
        // Else four hours behind broken glass could be made to last.
        if (person == input.Caller?.UserId) throw new Refusal(RefusalKind.Forbidden, "agencies.team.not_yourself", "handle");
        await writer.Run(turn =>
        {
            var seat = new Seat { Id = ids.Next(), AgencyId = agency.Id, UserId = person, Role = input.Role, GrantedBy = input.Caller?.UserId };
            Chairs.Give(turn, seat, Ids.TimeOf(seat.Id));
            TakeUp.Settle(turn, agency.Id, person, ids);
        }, ct);
    }

    private async Task<long> Person(string handle, CancellationToken ct)
    {
        var account = await find.Run(handle, ct);
        var user = account is null ? 0 : await db.Users.Where(u => u.AccountId == account.Id && u.Status == UserStatus.Active).Select(u => u.Id).FirstOrDefaultAsync(ct);
        return user != 0 ? user : throw new Refusal(RefusalKind.Invalid, "agencies.team.nobody", "handle");
    }
}
