using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching;

/// <summary>Somebody who can be vouched for: an agency, or an official of one.</summary>
internal sealed record Candidate(Account Account, Agency? Agency, Official? Official)
{
    public long Id => Account.Id;

    /// <summary>Who stands above: the parent agency, or the agency an official works for.</summary>
    public long? ParentId => Agency is not null ? Agency.ParentId : Official!.AgencyId;

    /// <summary>The name that is vouched for.</summary>
    public string Name => Agency?.Name ?? $"{Account.Nickname} {Official!.Title}";

    public bool Frozen => Account.FrozenAt is not null || Agency is { State: AgencyState.Frozen };

    public bool Closed => Agency is { State: AgencyState.Closed };

    public static async Task<Candidate?> Find(Db db, long id, CancellationToken ct) => await db.Accounts.FirstOrDefaultAsync(a => a.Id == id, ct) is { } account
        ? Of(account, await db.Agencies.FirstOrDefaultAsync(a => a.Id == id, ct), await db.Officials.FirstOrDefaultAsync(o => o.Id == id, ct))
        : null;

    /// <summary>Inside a turn: what is changed on it is written.</summary>
    public static Candidate Require(Db turn, long id) =>
        (turn.Accounts.Find(id) is { } account ? Of(account, turn.Agencies.Find(id), turn.Officials.Find(id)) : null) ?? throw Unknown();

    public static Refusal Unknown() => new(RefusalKind.NotFound, "agencies.vouching.nobody_to_vouch_for");

    private static Candidate? Of(Account account, Agency? agency, Official? official) =>
        agency is null && official is null ? null : new(account, agency, official);
}
