using Zhibo.Agencies.Vouching;
using Zhibo.Data;

namespace Zhibo.Agencies;

/// <summary>Back to where the agency stood, with its seal where somebody still vouches for it.</summary>
public sealed class ThawAgency(Writer writer, RegisterRights rights, RegisterBook book, SettleSeals settle)
{
    /// <param name="UserId">Manages the agency above, or administers the site; null is the operator at the console.</param>
    public sealed record Input(long AgencyId, long? UserId, string Reason);

    public async Task Run(Input input, CancellationToken ct)
    {
        var reason = AgencyText.Reason(input.Reason, needed: false);
        await rights.RequireOver(input.UserId, input.AgencyId, ct);
        var left = await writer.Run(turn => book.Move(turn, input.AgencyId, AgencyAct.Thaw, new(input.UserId, "agency.thawed") { Reason = reason }), ct);
        await settle.Run(new(left), ct);
    }
}
