using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;
using Zhibo.Data;

namespace Zhibo.Agencies.Seats;

/// <summary>An official comes with the code of the agency, chooses a password and is signed in to their own account. The code
/// works once, however many try at the same moment.</summary>
public sealed class AdmitOfficial(Db db, Writer writer, FindInvitation find, GiveLogin give, TimeProvider clock)
{
    /// <param name="Code">As typed.</param>
    public sealed record Input(string? Code, string Password, string Language, Browser Browser);

    /// <summary>The secret of the new session; null where a second step is asked first.</summary>
    public async Task<string?> Run(Input input, CancellationToken ct)
    {
        var (invitation, _, _, invited) = await find.Run(new(input.Code, input.Browser.Who), ct);
        if (invited is null) throw FindInvitation.Gone();
        var login = await give.Prepare(new(invited.Account, input.Password, input.Language, input.Browser), db, ct);
        return await writer.Run(turn =>
        {
            var now = clock.GetUtcNow();
            // One statement decides who was first, on whatever node.
            var mine = turn.Invitations.Where(i => i.Id == invitation.Id && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now)
                .ExecuteUpdate(i => i.SetProperty(x => x.UsedAt, now).SetProperty(x => x.UsedBy, login.UserId));
            // The post may have ended while the password was hashed.
            if (mine == 0 || turn.Officials.Find(invited.Account.Id) is not { } official || turn.Accounts.Find(official.Id) is not { FrozenAt: null } account)
                throw FindInvitation.Gone();
            var secret = give.Put(turn, login);
            InviteOfficial.Log(turn, "official.admitted", login.UserId, official, account.Handle, now);
            return secret;
        }, ct);
    }
}
