using Zhibo.Agencies.Vouching;
using Zhibo.Data;

namespace Zhibo.Agencies;

/// <summary>The account keeps silent and its seal is hidden until it is thawed; nothing is deleted.</summary>
public sealed class FreezeAgency(Writer writer, RegisterRights rights, RegisterBook book, SettleSeals settle)
{
    /// <param name="UserId">Manages the agency above, or administers the site; null is the operator at the console.</param>
    public sealed record Input(long AgencyId, long? UserId, string Reason);

    public async Task Run(Input input, CancellationToken ct)
    {
        var reason = AgencyText.Reason(input.Reason, needed: true);
        await rights.RequireOver(input.UserId, input.AgencyId, ct);
        var left = await writer.Run(turn => book.Move(turn, input.AgencyId, AgencyAct.Freeze, new(input.UserId, "agency.frozen") { Reason = reason }), ct);
        await settle.Run(new(left), ct);
    }
}
