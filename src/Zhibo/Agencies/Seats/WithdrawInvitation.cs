using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>An invitation that nobody used yet is worth nothing from now on.</summary>
public sealed class WithdrawInvitation(Writer writer, TeamRights rights, TimeProvider clock)
{
    /// <param name="Caller">Null is the operator at the machine.</param>
    public sealed record Input(Caller? Caller, long AgencyId, long InvitationId);

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.RequireManage(input.Caller, input.AgencyId, "withdraw", ct);
        await writer.Run(turn =>
        {
            var invitation = turn.Invitations.FirstOrDefault(i => i.Id == input.InvitationId && i.AgencyId == input.AgencyId && i.UsedAt == null)
                ?? throw new Refusal(RefusalKind.NotFound, "agencies.invitation.gone");
            if (invitation.WithdrawnAt is not null) return;
            invitation.WithdrawnAt = clock.GetUtcNow();
            turn.Audit(new AuditLog.Act("invitation.withdrawn", input.Caller?.UserId) { AccountId = input.AgencyId, Subject = Chairs.InvitationSubject(invitation.Id) }, clock.GetUtcNow());
        }, ct);
    }
}
