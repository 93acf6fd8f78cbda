using System.Text.Json;
using System.Text.Json.Nodes;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching;

/// <summary>What a voucher says, word for word; the fields are described in docs/verification.md.</summary>
/// <param name="Site">Host of the site, as people type it; empty where none is set.</param>
/// <param name="Issued">RFC 3339, UTC, to the second.</param>
/// <param name="Expires">From this moment on the word is worth nothing.</param>
internal sealed record VoucherStatement(string Site, VouchedFor Child, VouchedBy Voucher, string Seal, string Evidence, string Issued, string Expires)
{
    public const int CurrentVersion = 1;

    public int V => CurrentVersion;

    /// <summary>The text that is signed.</summary>
    public string Write() => Voucher.Handle is null
        ? CanonicalJson.Of(new { V, Site, Child, Voucher = new { Site, Voucher.Key }, Seal, Evidence, Issued, Expires })
        : CanonicalJson.Of(new { V, Site, Child, Voucher = new { Voucher.Handle, Voucher.Key }, Seal, Evidence, Issued, Expires });

    public static string WithKeys(string statement, string? childKey, string voucherKey)
    {
        var json = JsonNode.Parse(statement)!;
        if (childKey is not null) json["child"]!["key"] = childKey;
        json["voucher"]!["key"] = voucherKey;
        return CanonicalJson.Of(JsonSerializer.SerializeToElement(json));
    }

    public static string NameOf(SealKind kind) => kind.ToString().ToLowerInvariant();
}

/// <summary>Who is vouched for.</summary>
/// <param name="Key">SubjectPublicKeyInfo in base64: with it the account vouches for others.</param>
internal sealed record VouchedFor(string Handle, string Name, string? UnitCode, string Key);

/// <summary>Who vouches.</summary>
/// <param name="Handle">Of the agency; null: the site itself.</param>
/// <param name="Key">The key that signs.</param>
internal sealed record VouchedBy(string? Handle, string Key);
