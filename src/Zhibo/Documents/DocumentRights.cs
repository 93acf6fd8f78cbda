using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Documents;

/// <summary>Who may write documents: people with a seat that may publish, in the name of an office that has a voice.</summary>
public sealed class DocumentRights(ActingSeats seats, FrozenAccounts frozen, Db db)
{
    /// <summary>The voice of the office; refused to everybody else, citizens too.</summary>
    public async Task<Voice> Require(long accountId, long? actingUser, CancellationToken ct)
    {
        var voice = await seats.VoiceOf(actingUser, accountId, ct);
        voice.Require(ActingRights.Speak);
        if (frozen.Holds(accountId)) throw new Refusal(RefusalKind.Forbidden, "accounts.frozen");
        var office = await db.Accounts.AnyAsync(a => a.Id == accountId && (a.Kind == AccountKind.Agency || a.Kind == AccountKind.Hall), ct);
        return office ? voice : throw new Refusal(RefusalKind.Forbidden, "documents.offices_only");
    }
}
