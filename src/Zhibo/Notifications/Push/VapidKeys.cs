using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Notifications.Push;

/// <summary>The site's key pair for push services (RFC 8292), made when first needed and held in memory. Never asked inside a
/// turn of the writer: the key ring that seals it may write itself.</summary>
public sealed class VapidKeys(IDbContextFactory<Db> databases, Writer writer, Ids ids, IDataProtectionProvider protection) : IForget
{
    private const long KeysLock = 7423015;
    private readonly IDataProtector protector = protection.CreateProtector("Zhibo.VapidKey");
    private Pair? held;

    /// <summary>Both in base64url: the uncompressed point and the number.</summary>
    public sealed record Pair(string Public, string Private);

    public async ValueTask<Pair> Of(CancellationToken ct)
    {
        if (held is { } known) return known;
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await First(db).FirstOrDefaultAsync(ct) ?? await Make(ct);
        return held = new(row.PublicKey, protector.Unprotect(row.PrivateKey));
    }

    /// <summary>What browsers and programs are given.</summary>
    public async ValueTask<string> Public(CancellationToken ct) => (await Of(ct)).Public;

    public void Forget() => held = null;

    /// <summary>Of two made at the same moment on two nodes the first counts.</summary>
    private static IQueryable<VapidKey> First(Db db) => db.VapidKeys.AsNoTracking().OrderBy(k => k.Id);

    private async Task<VapidKey> Make(CancellationToken ct)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = made.ExportParameters(includePrivateParameters: true);
        var id = ids.Next();
        var open = Base64Url.EncodeToString([4, .. key.Q.X!, .. key.Q.Y!]);
        var closed = protector.Protect(Base64Url.EncodeToString(key.D!));
        return await writer.Run(turn =>
        {
            if (turn.Database.IsNpgsql()) turn.Database.ExecuteSqlRaw("SELECT pg_advisory_xact_lock({0})", KeysLock);
            turn.SaveChanges();
            if (First(turn).FirstOrDefault() is { } other) return other;
            var row = new VapidKey { Id = id, PublicKey = open, PrivateKey = closed };
            turn.VapidKeys.Add(row);
            return row;
        }, ct);
    }
}
