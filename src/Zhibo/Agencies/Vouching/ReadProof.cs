using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching;

/// <summary>The chain of an account as anybody may take it along and check it; docs/verification.md describes it.</summary>
public sealed class ReadProof(Db db, FindAccount find, VoucherChain chains, Settings settings, TimeProvider clock)
{
    /// <summary>Answer of <c>/api/zhibo/v1/agencies/{handle}/verification</c>.</summary>
    /// <param name="Valid">False: <paramref name="Broken"/> says where, and there is no chain to check.</param>
    /// <param name="AsOf">RFC 3339; what was revoked later is not known to whoever keeps this.</param>
    /// <param name="Root">The root key that signed the first link; empty without a chain.</param>
    public sealed record Proof(string Account, bool Valid, BrokenLink? Broken, DateTimeOffset AsOf, IReadOnlyList<ProofLink> Chain, string Root);

    /// <param name="Why">revoked, expired, none or closed.</param>
    public sealed record BrokenLink(string Account, string Why);

    /// <param name="Statement">Canonical JSON: check the signature over these very bytes in UTF-8.</param>
    /// <param name="Signature">base64url, 64 bytes.</param>
    /// <param name="Key">SubjectPublicKeyInfo, base64.</param>
    public sealed record ProofLink(string Statement, string Signature, string Key);

    /// <param name="Key">SubjectPublicKeyInfo, base64.</param>
    /// <param name="Retired">From then on nothing was signed with it.</param>
    public sealed record RootKey(string Key, DateTimeOffset Since, DateTimeOffset? Retired);

    /// <summary>Answer of <c>/.well-known/zhibo-keys</c>.</summary>
    public sealed record RootKeys(string Site, IReadOnlyList<RootKey> Keys);

    public async Task<Proof> Run(string handle, CancellationToken ct)
    {
        var account = await find.Run(handle, ct);
        var chain = account is null ? null : await chains.Of(account.Id, ct);
        if (account is null || chain is null) throw new Refusal(RefusalKind.NotFound, "agencies.vouching.no_chain");
        var now = clock.GetUtcNow();
        if (chain.BrokenAt(now) is { } broken)
            return new(account.Handle, false, new(broken.Handle, broken.StateAt(now).ToString().ToLowerInvariant()), now, [], "");
        var ids = chain.Links.Select(l => l.Word!.VoucherId).ToList();
        var signed = await (from v in db.Vouchers
                            where ids.Contains(v.Id)
                            join k in db.AgencyKeys on v.KeyId equals k.Id
                            select new { v.Id, v.Statement, v.Signature, k.PublicKey }).ToDictionaryAsync(v => v.Id, ct);
        List<ProofLink> links = [.. ids.Select(id => signed[id]).Select(v => new ProofLink(v.Statement, Base64Url.EncodeToString(v.Signature), Convert.ToBase64String(v.PublicKey)))];
        return new(account.Handle, true, null, now, links, links[0].Key);
    }

    /// <summary>The root key in use, and those retired whose words still live.</summary>
    public async Task<RootKeys> Roots(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var keys = await db.AgencyKeys.Where(k => k.AgencyId == null)
            .Where(k => k.RetiredAt == null || db.Vouchers.Any(v => v.KeyId == k.Id && v.RevokedAt == null && v.ExpiresAt > now))
            .OrderByDescending(k => k.Id).ToListAsync(ct);
        return new(settings.Site.Domain, [.. keys.Select(k => new RootKey(Convert.ToBase64String(k.PublicKey), Ids.TimeOf(k.Id), k.RetiredAt))]);
    }
}
