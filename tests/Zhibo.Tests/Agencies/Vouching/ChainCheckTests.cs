using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Zhibo.Agencies.Vouching;

namespace Zhibo.Tests.Agencies.Vouching;

/// <summary>A chain made by hand, and everything somebody could do to it.</summary>
public sealed class ChainCheckTests
{
    private static readonly DateTimeOffset Now = TownClock.Morning;
    private static readonly ECDsa Root = ECDsa.Create(ECCurve.NamedCurves.nistP256), Sichuan = ECDsa.Create(ECCurve.NamedCurves.nistP256),
        Deyang = ECDsa.Create(ECCurve.NamedCurves.nistP256), Luojiang = ECDsa.Create(ECCurve.NamedCurves.nistP256), Mallory = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static string Public(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    private static VoucherStatement Statement(string child, ECDsa childKey, string? by, ECDsa byKey, string expires = "2027-03-01T16:00:00Z", string issued = "2025-03-01T00:00:00Z") =>
        new("weibo.example", new(child, child + "办公室", null, Public(childKey)), new(by, Public(byKey)), "government", "德府办函〔2025〕12号 \"正本\"", issued, expires);

    private static JsonObject Link(string statement, ECDsa signer, string? key = null) => new()
    {
        ["statement"] = statement,
        ["signature"] = Base64Url.EncodeToString(signer.SignData(Encoding.UTF8.GetBytes(statement), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)),
        ["key"] = key ?? Public(signer),
    };

    private static List<JsonObject> Good() =>
    [
        Link(Statement("sichuan", Sichuan, null, Root).Write(), Root),
        Link(Statement("deyang", Deyang, "sichuan", Sichuan).Write(), Sichuan),
        Link(Statement("luojiang", Luojiang, "deyang", Deyang).Write(), Deyang),
    ];

    private static string Json(IEnumerable<JsonObject> links) => new JsonObject { ["chain"] = new JsonArray([.. links.Select(l => l.DeepClone())]) }.ToJsonString();

    private static ChainVerdict Check(IEnumerable<JsonObject> links, DateTimeOffset? now = null) => ChainCheck.Verify(Json(links), [Public(Mallory), Public(Root)], now ?? Now);

    [Fact]
    public void A_whole_chain_is_believed()
    {
        var verdict = Check(Good());
        verdict.Valid.ShouldBeTrue();
        verdict.Links.Select(l => (l.Handle, l.Seal)).ShouldBe([("sichuan", "government"), ("deyang", "government"), ("luojiang", "government")]);
        // The bare array is as good, and so is a part from the top.
        ChainCheck.Verify(new JsonArray([.. Good()]).ToJsonString(), [Public(Root)], Now).Valid.ShouldBeTrue();
        Check(Good().Take(2)).Valid.ShouldBeTrue();
    }

    /// <summary>What is done to the chain, where that is seen, and as what.</summary>
    public static TheoryData<string, ChainFault, int> Tampering => new()
    {
        { "evidence changed", ChainFault.BadSignature, 1 },
        { "name changed", ChainFault.BadSignature, 1 },
        { "end put off", ChainFault.BadSignature, 1 },
        { "seal changed", ChainFault.BadSignature, 2 },
        { "blank added", ChainFault.BadStatement, 1 },
        { "keys in another order", ChainFault.BadStatement, 1 },
        { "field added", ChainFault.BadStatement, 1 },
        { "field missing", ChainFault.BadStatement, 1 },
        { "field twice", ChainFault.BadStatement, 1 },
        { "another version", ChainFault.UnknownVersion, 1 },
        { "time in another form", ChainFault.BadStatement, 1 },
        { "signatures swapped", ChainFault.BadSignature, 1 },
        { "signature cut", ChainFault.BadSignature, 1 },
        { "signature empty", ChainFault.BadSignature, 1 },
        { "signature of nothing", ChainFault.BadSignature, 1 },
        { "signature as DER", ChainFault.BadSignature, 1 },
        { "key swapped", ChainFault.WrongVoucher, 1 },
        { "signed by somebody else", ChainFault.WrongVoucher, 1 },
        { "signed by somebody else in the name", ChainFault.WrongVoucher, 1 },
        { "child of another parent", ChainFault.WrongVoucher, 2 },
        { "order changed", ChainFault.WrongVoucher, 1 },
        { "upside down", ChainFault.UntrustedRoot, 0 },
        { "link left out", ChainFault.WrongVoucher, 1 },
        { "root left out", ChainFault.UntrustedRoot, 0 },
        { "own root", ChainFault.UntrustedRoot, 0 },
        { "the site in the middle", ChainFault.WrongVoucher, 2 },
        { "another site", ChainFault.MixedUp, 1 },
        { "one account twice", ChainFault.MixedUp, 3 },
        { "ended", ChainFault.Expired, 1 },
        { "issued in the future", ChainFault.NotYet, 1 },
        { "another curve", ChainFault.WrongVoucher, 1 },
        { "no links", ChainFault.Unreadable, 0 },
        { "too many links", ChainFault.Unreadable, 0 },
        { "a link without key", ChainFault.Unreadable, 0 },
    };

    [Theory]
    [MemberData(nameof(Tampering))]
    public void A_chain_somebody_touched_is_not(string what, ChainFault fault, int at)
    {
        var links = Good();
        if (!Words(links, what) && !Signatures(links, what)) Shape(links, what);
        var verdict = Check(links);
        (verdict.Fault, verdict.At).ShouldBe((fault, at), what);
        verdict.Links.Count.ShouldBe(at);
    }

    private static string Text(JsonObject link) => link["statement"]!.GetValue<string>();

    private static void Say(JsonObject link, string from, string to)
    {
        Text(link).ShouldContain(from);
        link["statement"] = Text(link).Replace(from, to, StringComparison.Ordinal);
    }

    private static bool Words(List<JsonObject> links, string what)
    {
        switch (what)
        {
            case "evidence changed": Say(links[1], "12号", "13号"); break;
            case "name changed": Say(links[1], "deyang办公室", "mianyang办公室"); break;
            case "end put off": Say(links[1], "2027-03-01", "2037-03-01"); break;
            case "seal changed": Say(links[2], "\"government\"", "\"hall\""); break;
            case "blank added": Say(links[1], "\"v\":1", "\"v\": 1"); break;
            case "keys in another order": Say(links[1], "{\"child\"", "{\"v\":1,\"child\""); Say(links[1], ",\"v\":1,\"voucher\"", ",\"voucher\""); break;
            case "field added": links[1] = Link(Text(links[1]).Replace("{\"child\"", "{\"a\":1,\"child\"", StringComparison.Ordinal), Sichuan); break;
            case "field missing": links[1] = Link(Text(links[1]).Replace("\"seal\":\"government\",", "", StringComparison.Ordinal), Sichuan); break;
            case "field twice": links[1] = Link(Text(links[1]).Replace("\"v\":1", "\"v\":1,\"v\":1", StringComparison.Ordinal), Sichuan); break;
            case "another version": links[1] = Link(Text(links[1]).Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal), Sichuan); break;
            case "time in another form": links[1] = Link(Text(links[1]).Replace("2027-03-01T16:00:00Z", "2027-03-01T16:00:00+08:00", StringComparison.Ordinal), Sichuan); break;
            default: return false;
        }
        return true;
    }

    private static bool Signatures(List<JsonObject> links, string what)
    {
        switch (what)
        {
            case "signatures swapped": (links[1]["signature"], links[2]["signature"]) = (links[2]["signature"]!.GetValue<string>(), links[1]["signature"]!.GetValue<string>()); break;
            case "signature cut": links[1]["signature"] = Base64Url.EncodeToString(new byte[63]); break;
            case "signature empty": links[1]["signature"] = ""; break;
            case "signature of nothing": links[1]["signature"] = Base64Url.EncodeToString(new byte[64]); break;
            case "signature as DER":
                links[1]["signature"] = Base64Url.EncodeToString(Sichuan.SignData(Encoding.UTF8.GetBytes(Text(links[1])), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
                break;
            case "key swapped": links[1]["key"] = Public(Mallory); break;
            case "signed by somebody else": links[1] = Link(Text(links[1]), Mallory); break;
            case "signed by somebody else in the name": links[1] = Link(Statement("deyang", Deyang, "sichuan", Mallory).Write(), Mallory); break;
            case "another curve":
                using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP384)) links[1] = Link(Statement("deyang", Deyang, "sichuan", other).Write(), other);
                break;
            default: return false;
        }
        return true;
    }

    private static void Shape(List<JsonObject> links, string what)
    {
        switch (what)
        {
            case "child of another parent": links[2] = Link(Statement("luojiang", Luojiang, "mianyang", Deyang).Write(), Deyang); break;
            case "order changed": (links[1], links[2]) = (links[2], links[1]); break;
            case "upside down": links.Reverse(); break;
            case "link left out": links.RemoveAt(1); break;
            case "root left out": links.RemoveAt(0); break;
            case "own root": links[0] = Link(Statement("sichuan", Sichuan, null, Luojiang).Write(), Luojiang); break;
            case "the site in the middle": links[2] = Link(Statement("luojiang", Luojiang, null, Root).Write(), Root); break;
            case "another site": links[1] = Link((Statement("deyang", Deyang, "sichuan", Sichuan) with { Site = "other.example" }).Write(), Sichuan); break;
            case "one account twice": links.Add(Link(Statement("sichuan", Sichuan, "luojiang", Luojiang).Write(), Luojiang)); break;
            case "ended": links[1] = Link(Statement("deyang", Deyang, "sichuan", Sichuan, expires: "2025-04-20T00:30:00Z").Write(), Sichuan); break;
            case "issued in the future": links[1] = Link(Statement("deyang", Deyang, "sichuan", Sichuan, issued: "2025-04-20T00:36:00Z").Write(), Sichuan); break;
            case "no links": links.Clear(); break;
            case "too many links": links.AddRange(Enumerable.Repeat(links[2], 11)); break;
            case "a link without key": links[1].Remove("key"); break;
            default: throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"chain\":5}")]
    [InlineData("{\"chain\":[5]}")]
    [InlineData("{\"chain\":[{\"statement\":5,\"signature\":\"\",\"key\":\"\"}]}")]
    [InlineData("{\"chain\":[{\"statement\":\"\",\"signature\":\"=\",\"key\":\"\"}]}")]
    [InlineData("{\"chain\":[],\"chain\":[]}")]
    [InlineData("[[[[[[[[[[[[[[[[")]
    public void What_is_no_chain_is_said_to_be_none(string json) => ChainCheck.Verify(json, [Public(Root)], Now).Fault.ShouldBe(ChainFault.Unreadable);

    /// <summary>A bit turned anywhere in a statement, signature or key is seen.</summary>
    [Fact]
    public void No_bit_can_be_turned()
    {
        var good = Good();
        foreach (var part in new[] { "statement", "signature", "key" })
        {
            var text = good[1][part]!.GetValue<string>();
            for (var at = 0; at < text.Length; at += 7)
            {
                var links = Good();
                links[0] = (JsonObject)good[0].DeepClone();
                links[2] = (JsonObject)good[2].DeepClone();
                links[1] = (JsonObject)good[1].DeepClone();
                links[1][part] = text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..];
                Check(links).Valid.ShouldBeFalse($"{part} {at}");
            }
        }
    }

    [Fact]
    public void Canonical_json_is_that_of_rfc_8785()
    {
        using var document = JsonDocument.Parse("{\"\\u20ac\":\"Euro\",\"\\r\":\"CR\",\"1\":\"One\",\"\\u00f6\":\"\\u0001\\\"\\\\\\/\\b\\n\\u2028\",\"a\":{\"b\":null,\"a\":-12}}");
        CanonicalJson.Of(document.RootElement).ShouldBe("{\"\\r\":\"CR\",\"1\":\"One\",\"a\":{\"a\":-12,\"b\":null},\"ö\":\"\\u0001\\\"\\\\/\\b\\n\u2028\",\"€\":\"Euro\"}");
        CanonicalJson.Read("{\"a\":\"\\ud800\"}", out _).ShouldBeFalse();
        CanonicalJson.Read("{\"a\":1.5}", out _).ShouldBeFalse();
        CanonicalJson.Read("{\"a\":true}", out _).ShouldBeFalse();
        CanonicalJson.Read("{\"a\":\"😀德阳\"}", out _).ShouldBeTrue();
    }
}
