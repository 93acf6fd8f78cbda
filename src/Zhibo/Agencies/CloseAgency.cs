using Zhibo.Agencies.Vouching;
using Zhibo.Data;

namespace Zhibo.Agencies;

/// <summary>The end of an agency: its posts stay, nobody speaks for it any more.</summary>
public sealed class CloseAgency(Writer writer, RegisterRights rights, RegisterBook book, SettleSeals settle)
{
    /// <param name="UserId">Manages the agency above, or administers the site; null is the operator at the console.</param>
    public sealed record Input(long AgencyId, long? UserId, string Reason);

    public async Task Run(Input input, CancellationToken ct)
    {
        var reason = AgencyText.Reason(input.Reason, needed: true);
        await rights.RequireOver(input.UserId, input.AgencyId, ct);
        var left = await writer.Run(turn => book.Move(turn, input.AgencyId, AgencyAct.Close, new(input.UserId, "agency.closed") { Reason = reason }), ct);
        await settle.Run(new(left), ct);
    }
}
