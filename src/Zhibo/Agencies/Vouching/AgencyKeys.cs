using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching;

/// <summary>The keys with which agencies and the site sign, made when first needed. Never inside a turn of the writer: the
/// key ring that seals them may write itself.</summary>
public sealed class AgencyKeys(IDbContextFactory<Db> databases, Writer writer, Ids ids, IDataProtectionProvider protection)
{
    private const long KeysLock = 7423004;
    private readonly IDataProtector protector = protection.CreateProtector("Zhibo.AgencyKey");

    /// <summary>The key in use; of null, the root key of the site.</summary>
    public async Task<SigningKey> Of(long? agencyId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return Open(await InUse(db, agencyId).FirstOrDefaultAsync(ct) ?? await Make(agencyId, ct));
    }

    /// <summary>A row with a new key pair that is not kept yet.</summary>
    public AgencyKey New(long? agencyId)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new AgencyKey
        {
            Id = ids.Next(),
            AgencyId = agencyId,
            PublicKey = pair.ExportSubjectPublicKeyInfo(),
            PrivateKey = Convert.ToBase64String(protector.Protect(pair.ExportPkcs8PrivateKey())),
        };
    }

    public SigningKey Open(AgencyKey row)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(protector.Unprotect(Convert.FromBase64String(row.PrivateKey)), out _);
        return new(row.Id, row.PublicKey, pair);
    }

    /// <summary>Of two made at the same moment on two nodes the first counts.</summary>
    internal static IQueryable<AgencyKey> InUse(Db db, long? agencyId) =>
        db.AgencyKeys.AsNoTracking().Where(k => k.AgencyId == agencyId && k.RetiredAt == null).OrderBy(k => k.Id);

    /// <summary>Inside a turn: the key was opened before it, and may have been renewed since.</summary>
    internal static void RequireInUse(Db turn, params ReadOnlySpan<SigningKey> opened)
    {
        foreach (var key in opened)
            if (IsRetired(turn, key.Id)) throw Changed();
    }

    private static bool IsRetired(Db turn, long keyId) => turn.AgencyKeys.Any(k => k.Id == keyId && k.RetiredAt != null);

    internal static Refusal Changed() => new(RefusalKind.Conflict, "agencies.vouching.changed_meanwhile");

    private async Task<AgencyKey> Make(long? agencyId, CancellationToken ct)
    {
        var made = New(agencyId);
        return await writer.Run(turn =>
        {
            if (turn.Database.IsNpgsql()) turn.Database.ExecuteSqlRaw("SELECT pg_advisory_xact_lock({0})", KeysLock);
            turn.SaveChanges();
            if (InUse(turn, agencyId).FirstOrDefault() is { } other) return other;
            turn.AgencyKeys.Add(new() { Id = made.Id, AgencyId = made.AgencyId, PublicKey = made.PublicKey, PrivateKey = made.PrivateKey });
            return made;
        }, ct);
    }
}

/// <summary>An opened key pair.</summary>
public sealed class SigningKey(long id, byte[] publicKey, ECDsa pair) : IDisposable
{
    public long Id => id;

    /// <summary>SubjectPublicKeyInfo in base64, as statements name it.</summary>
    public string Public { get; } = Convert.ToBase64String(publicKey);

    /// <summary>ECDSA over SHA-256 of the text in UTF-8; 64 bytes, r and s (IEEE P1363).</summary>
    public byte[] Sign(string text) =>
        pair.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public void Dispose() => pair.Dispose();
}
