using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Vouching;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Agencies;

/// <summary>A named public servant speaks in an office: opens the account, or ties one whose last post is over to a new post.
/// By a manager of the agency or those above.</summary>
public sealed class TieOfficial(Writer writer, Ids ids, RegisterRights rights, RegisterBook book, SiteFace site)
{
    /// <param name="Nickname">The person's name as the public reads it.</param>
    /// <param name="Title">打拐办主任.</param>
    public sealed record Input(long AgencyId, long? UserId, string Handle, string Nickname, string Title, DateOnly Since)
    {
        /// <summary>From that day on the account is frozen.</summary>
        public DateOnly? Until { get; init; }
    }

    /// <summary>The id of the account.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        await rights.RequireAt(input.UserId, input.AgencyId, ActingRights.Manage, ct);
        var title = AgencyText.Line(input.Title, "title", AgencyText.LongestName);
        if (title.Length == 0) throw new Refusal(RefusalKind.Invalid, "agencies.title_missing", "title");
        if (input.Until <= input.Since) throw new Refusal(RefusalKind.Invalid, "agencies.until_early", "until");
        var (handle, nickname) = (NameClaims.Handle(input.Handle, byOperator: true), NameClaims.Nickname(input.Nickname, byOperator: true));
        var fresh = ids.Next();
        return await writer.Run(turn =>
        {
            var (agency, _) = RegisterBook.Take(turn, input.AgencyId);
            if (agency.State == AgencyState.Closed) throw new Refusal(RefusalKind.Conflict, "agencies.closed");
            var account = Former(turn, handle, nickname) ?? OpenAccount.New(turn, fresh, handle, nickname);
            (account.Kind, account.Unit, account.FrozenAt) = (AccountKind.Official, $"{title} · {agency.Name}", null);
            if (account.Id != fresh) FormerWords.TakeBack(turn, account, $"→ {title} · {agency.Name}", input.UserId, book.Now);
            var post = turn.Officials.Find(account.Id);
            if (post is null) turn.Officials.Add(post = new Official { Id = account.Id, Title = title });
            (post.AgencyId, post.Title, post.Since, post.Until) = (agency.Id, title, input.Since, input.Until);
            if (account.Id == fresh) turn.Raise(new AccountOpened(fresh));
            Tell(turn, book, account, agency.Id, new(input.UserId, "official.tied") { Detail = $"{title} · {agency.Name}" });
            return account.Id;
        }, ct);
    }

    internal static void Tell(Db turn, RegisterBook book, Account account, long agencyId, RegisterBook.Deed deed)
    {
        account.Version++;
        book.Log(turn, RegisterBook.Subject("official", account.Id), account.Handle, deed, agencyId);
        turn.Raise(new AccountChanged(account.Id));
        turn.Raise(new AgencyChanged(agencyId));
    }

    /// <summary>The same person at an earlier post that is over. Nobody else's account becomes an official's this way.</summary>
    private Account? Former(Db turn, string handle, string nickname)
    {
        var account = turn.Accounts.FirstOrDefault(a => a.Handle == handle);
        if (account is not { Kind: AccountKind.Official, FrozenAt: not null } || account.Nickname != nickname) return null;
        return turn.Officials.Find(account.Id) is { Until: { } until } && until <= FreezeFormerOfficials.Today(site, book.Now) ? turn.Accounts.Find(account.Id) : null;
    }
}
