using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Zhibo.Tests.Notifications;

/// <summary>A device and the push service it uses: written from RFC 8291 and RFC 8292, not from the site's code.</summary>
public sealed class PushReceiver
{
    private readonly ECDiffieHellman _key;
    private readonly byte[] _secret;

    public PushReceiver()
    {
        (_key, _secret) = (ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16));
        Endpoint = $"https://push.example.com/send/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
    }

    private PushReceiver(ECParameters key, byte[] secret) => (_key, _secret, Endpoint) = (ECDiffieHellman.Create(key), secret, "");

    public string Endpoint { get; }

    public string P256dh => Base64Url.EncodeToString(Point(_key.ExportParameters(false)));

    public string Auth => Base64Url.EncodeToString(_secret);

    public List<Received> Got { get; } = [];

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.Created;

    public TimeSpan? RetryAfter { get; set; }

    /// <param name="Json">What the device shows.</param>
    public sealed record Received(string Json, string Token, string Key, string? Topic, string? Urgency, string? Ttl)
    {
        public JsonElement Body => JsonDocument.Parse(Json).RootElement;
    }

    public static PushReceiver Of(string privateKey, string publicKey, string secret)
    {
        var point = Base64Url.DecodeFromChars(publicKey);
        return new(new() { Curve = ECCurve.NamedCurves.nistP256, D = Base64Url.DecodeFromChars(privateKey), Q = new() { X = point[1..33], Y = point[33..] } }, Base64Url.DecodeFromChars(secret));
    }

    /// <summary>Stands in the town's world.</summary>
    public HttpResponseMessage Take(HttpRequestMessage request)
    {
        if (Answer is HttpStatusCode.Created) Got.Add(Read(request));
        var answer = new HttpResponseMessage(Answer);
        if (RetryAfter is { } wait) answer.Headers.RetryAfter = new(wait);
        return answer;
    }

    private Received Read(HttpRequestMessage request)
    {
        using var body = new MemoryStream();
        request.Content!.CopyTo(body, null, default);
        request.Content.Headers.ContentEncoding.ShouldBe(["aes128gcm"]);
        var authorization = request.Headers.GetValues("Authorization").Single();
        authorization.ShouldStartWith("vapid ");
        var parts = authorization[6..].Split(',', StringSplitOptions.TrimEntries).ToDictionary(p => p[..1], p => p[2..]);
        return new(Encoding.UTF8.GetString(Decrypt(body.ToArray())), parts["t"], parts["k"], Header(request, "Topic"), Header(request, "Urgency"), Header(request, "TTL"));
    }

    private static string? Header(HttpRequestMessage request, string name) => request.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>RFC 8188 with the key of RFC 8291: salt (16), record size (4), length of the key id, the sender's point, one record.</summary>
    public byte[] Decrypt(byte[] message)
    {
        var (salt, idLength) = (message[..16], message[20]);
        var sender = message[21..(21 + idLength)];
        var record = message[(21 + idLength)..];
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = sender[1..33], Y = sender[33..] } });
        var shared = _key.DeriveRawSecretAgreement(other.PublicKey);
        byte[] info = [.. "WebPush: info\0"u8, .. Point(_key.ExportParameters(false)), .. sender];
        var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _secret, info);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 16, salt, [.. "Content-Encoding: aes128gcm\0"u8]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 12, salt, [.. "Content-Encoding: nonce\0"u8]);
        var plain = new byte[record.Length - 16];
        using (var cipher = new AesGcm(key, 16)) cipher.Decrypt(nonce, record[..^16], record[^16..], plain);
        var end = Array.FindLastIndex(plain, b => b != 0);
        plain[end].ShouldBe((byte)2);
        return plain[..end];
    }

    /// <summary>What the site says of itself in the token, once its signature was checked.</summary>
    public static JsonElement Claims(Received push)
    {
        var parts = push.Token.Split('.');
        var point = Base64Url.DecodeFromChars(push.Key);
        using var site = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        site.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation).ShouldBeTrue();
        JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement.GetProperty("alg").GetString().ShouldBe("ES256");
        return JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
    }

    private static byte[] Point(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];
}
