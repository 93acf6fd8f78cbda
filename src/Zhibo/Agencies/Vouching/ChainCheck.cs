using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Zhibo.Agencies.Vouching;

/// <summary>Why a chain is not believed.</summary>
public enum ChainFault
{
    None,

    /// <summary>No JSON of the described shape, too long or without links.</summary>
    Unreadable,

    /// <summary>A statement lacks a field, has one too many, or is not written canonically.</summary>
    BadStatement,

    /// <summary>A statement of a version this program does not know.</summary>
    UnknownVersion,

    /// <summary>The first link is not signed by the site with a key that is trusted.</summary>
    UntrustedRoot,

    /// <summary>A link is not signed by the account of the link before it.</summary>
    WrongVoucher,

    /// <summary>Links of different sites, or one account twice.</summary>
    MixedUp,

    /// <summary>The signature does not fit the statement.</summary>
    BadSignature,

    /// <summary>Issued in the future.</summary>
    NotYet,

    Expired,
}

/// <summary>What became of a check.</summary>
/// <param name="Fault"><see cref="ChainFault.None"/>: the last account is who it says.</param>
/// <param name="At">The link with the fault, counted from 0; the number of links where there is none.</param>
public sealed record ChainVerdict(ChainFault Fault, int At)
{
    public bool Valid => Fault == ChainFault.None;

    /// <summary>The links up to the fault: handle, name, seal and end of each.</summary>
    public IReadOnlyList<CheckedLink> Links { get; init; } = [];
}

public sealed record CheckedLink(string Handle, string Name, string Seal, DateTimeOffset Expires);

/// <summary>Checks a published chain without asking anybody: only the chain, the root keys that the reader trusts, and the time.
/// What was revoked since the chain was fetched cannot be seen; see docs/verification.md.</summary>
public static class ChainCheck
{
    /// <summary>In UTF-16 units; a chain of <see cref="MostLinks"/> stays below.</summary>
    public const int LongestText = 64 * 1024;

    public const int MostLinks = 12;

    /// <summary>Clocks of two servers differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <param name="json">The answer of <c>/api/zhibo/v1/agencies/{handle}/verification</c>, or its member <c>chain</c>.</param>
    /// <param name="trustedRootKeys">SubjectPublicKeyInfo in base64.</param>
    public static ChainVerdict Verify(string json, IReadOnlyCollection<string> trustedRootKeys, DateTimeOffset now)
    {
        if (json.Length > LongestText || Links(json) is not { Count: > 0 and <= MostLinks } links) return new(ChainFault.Unreadable, 0);
        List<CheckedLink> good = [];
        StatementRead? above = null;
        foreach (var link in links)
        {
            var fault = Check(link, above, trustedRootKeys, now, out var read);
            if (fault == ChainFault.None && good.Exists(g => g.Handle == read!.Child.Handle)) fault = ChainFault.MixedUp;
            if (fault != ChainFault.None) return new(fault, good.Count) { Links = good };
            good.Add(new(read!.Child.Handle, read.Child.Name, read.Seal, read.Expires));
            above = read;
        }
        return new(ChainFault.None, good.Count) { Links = good };
    }

    private static ChainFault Check(LinkRead link, StatementRead? above, IReadOnlyCollection<string> roots, DateTimeOffset now, out StatementRead? read)
    {
        var fault = StatementRead.Of(link.Statement, out read);
        if (fault != ChainFault.None || read is null) return fault;
        if (above is null ? !roots.Contains(link.Key) || read.Voucher.Handle is not null : read.Voucher.Handle != above.Child.Handle)
            return above is null ? ChainFault.UntrustedRoot : ChainFault.WrongVoucher;
        if (read.Voucher.Key != link.Key || (above is not null && link.Key != above.Child.Key)) return ChainFault.WrongVoucher;
        if (above is not null && read.Site != above.Site) return ChainFault.MixedUp;
        if (!Signed(link)) return ChainFault.BadSignature;
        if (read.Issued > now + ClockSkew) return ChainFault.NotYet;
        return read.Expires <= now ? ChainFault.Expired : ChainFault.None;
    }

    private static bool Signed(LinkRead link)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(link.Key), out _);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            return curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                && key.VerifyData(Encoding.UTF8.GetBytes(link.Statement), link.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static List<LinkRead>? Links(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false, MaxDepth = 8 });
            var chain = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.GetProperty("chain") : document.RootElement;
            return [.. chain.EnumerateArray().Select(l => new LinkRead(
                l.GetProperty("statement").GetString() ?? "", FromUrl(l.GetProperty("signature").GetString() ?? ""), l.GetProperty("key").GetString() ?? ""))];
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static byte[] FromUrl(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private sealed record LinkRead(string Statement, byte[] Signature, string Key);

    /// <summary>A statement whose every field is there and nothing else.</summary>
    private sealed record StatementRead(string Site, VouchedFor Child, VouchedBy Voucher, string Seal, DateTimeOffset Issued, DateTimeOffset Expires)
    {
        public static ChainFault Of(string text, out StatementRead? read)
        {
            read = null;
            if (!CanonicalJson.Read(text, out var json) || json.ValueKind != JsonValueKind.Object) return ChainFault.BadStatement;
            if (json.TryGetProperty("v", out var v) && v.ValueKind == JsonValueKind.Number && v.GetInt64() != VoucherStatement.CurrentVersion) return ChainFault.UnknownVersion;
            try
            {
                var (site, child, by) = (Text(json, "site"), json.GetProperty("child"), json.GetProperty("voucher"));
                var handle = by.TryGetProperty("handle", out var named) ? named.GetString() : null;
                if (handle is null && Text(by, "site") != site) return ChainFault.BadStatement;
                var statement = new VoucherStatement(site,
                    new(Text(child, "handle"), Text(child, "name"), child.GetProperty("unit_code").GetString(), Text(child, "key")),
                    new(handle, Text(by, "key")), Text(json, "seal"), Text(json, "evidence"), Text(json, "issued"), Text(json, "expires"));
                // Written again it is the same, or it said more than we read.
                if (statement.Write() != text) return ChainFault.BadStatement;
                read = new(site, statement.Child, statement.Voucher, statement.Seal, Time(statement.Issued), Time(statement.Expires));
                return ChainFault.None;
            }
            catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return ChainFault.BadStatement;
            }
        }

        private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException(name);

        private static DateTimeOffset Time(string text) =>
            DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
