using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Agencies.Vouching;

/// <summary>How a word stands at one moment.</summary>
public enum WordState
{
    Living,
    Revoked,
    Expired,

    /// <summary>Nobody ever vouched for the account.</summary>
    None,

    /// <summary>The account is closed: nobody stands behind it any more.</summary>
    Closed,
}

/// <summary>One account of a chain and the last word given for it.</summary>
public sealed record ChainLink(long AccountId, string Handle, string Nickname, string Name)
{
    public SealKind Seal { get; init; }

    public bool Closed { get; init; }

    /// <summary>The chain ends here without reaching the site.</summary>
    public bool Loose { get; init; }

    /// <summary>Null: nobody vouched for it.</summary>
    public GivenWord? Word { get; init; }

    public WordState StateAt(DateTimeOffset now) => Word switch
    {
        null => WordState.None,
        { RevokedAt: not null } => WordState.Revoked,
        _ when Word.ExpiresAt <= now => WordState.Expired,
        _ => Closed ? WordState.Closed : Loose ? WordState.None : WordState.Living,
    };
}

/// <summary>A voucher without its signature: thousands are held.</summary>
/// <param name="ByAgencyId">Null: the site.</param>
public sealed record GivenWord(long VoucherId, long? ByAgencyId, string Evidence, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, string? RevokedReason)
{
    public static GivenWord Of(Voucher voucher) =>
        new(voucher.Id, voucher.ByAgencyId, voucher.Evidence, voucher.ExpiresAt, voucher.RevokedAt, voucher.RevokedReason);
}

/// <summary>Who vouched for whom, from the site down to the account.</summary>
public sealed record AccountChain(IReadOnlyList<ChainLink> Links)
{
    public ChainLink Own => Links[^1];

    /// <summary>The first link from above that does not hold; null: all do.</summary>
    public ChainLink? BrokenAt(DateTimeOffset now) => Links.FirstOrDefault(l => l.StateAt(now) != WordState.Living);
}

/// <summary>Chains for profiles and proofs, held until something in one of them changes. Whether a word still lives is asked
/// of the clock each time, so a word that ended a second ago is not believed.</summary>
public sealed class VoucherChain(IDbContextFactory<Db> databases) : IWatch<AgencyChanged>, IWatch<AccountChanged>, IForget
{
    private const int MostHeld = 10_000;
    private readonly ConcurrentDictionary<long, AccountChain?> held = new();
    private readonly ConcurrentDictionary<long, bool> named = new();

    // What was read before a change must not be kept after it.
    private long drops;

    /// <summary>Null when nobody ever vouched for the account.</summary>
    public async ValueTask<AccountChain?> Of(long accountId, CancellationToken ct)
    {
        if (held.TryGetValue(accountId, out var known)) return known;
        var before = Interlocked.Read(ref drops);
        await using var db = await databases.CreateDbContextAsync(ct);
        var chain = await Read(db, accountId, ct);
        if (held.Count >= MostHeld) Forget();
        named[accountId] = true;
        foreach (var link in chain?.Links ?? []) named[link.AccountId] = true;
        held[accountId] = chain;
        if (Interlocked.Read(ref drops) != before) held.TryRemove(accountId, out _);
        return chain;
    }

    public void Seen(AgencyChanged fact) => Drop(fact.AgencyId);

    public void Seen(AccountChanged fact) => Drop(fact.AccountId);

    public void Forget()
    {
        Interlocked.Increment(ref drops);
        held.Clear();
        named.Clear();
    }

    private void Drop(long id)
    {
        Interlocked.Increment(ref drops);
        // It may stand in many chains; they are quickly read again.
        if (named.ContainsKey(id)) Forget();
    }

    private static async Task<AccountChain?> Read(Db db, long accountId, CancellationToken ct)
    {
        List<ChainLink> links = [];
        long? at = accountId;
        while (at is { } id && links.Count <= AgencyForest.Deepest && links.TrueForAll(l => l.AccountId != id))
        {
            if (await Link(db, id, ct) is not { } link) break;
            links.Insert(0, link);
            at = link.Word?.ByAgencyId;
        }
        if (links is not [.., { Word: not null }]) return null;
        if (at is not null) links[0] = links[0] with { Loose = true };
        return new(links);
    }

    private static async Task<ChainLink?> Link(Db db, long id, CancellationToken ct)
    {
        if (await Candidate.Find(db, id, ct) is not { } who) return null;
        // The living word, else the last one.
        var word = await db.Vouchers.Where(v => v.AgencyId == id).OrderBy(v => v.RevokedAt == null ? 0 : 1).ThenByDescending(v => v.Id).FirstOrDefaultAsync(ct);
        return new(id, who.Account.Handle, who.Account.Nickname, who.Name)
        {
            Seal = who.Account.SealKind ?? who.Agency?.Seal ?? SealKind.Official,
            Closed = who.Closed,
            Word = word is null ? null : GivenWord.Of(word),
        };
    }
}
