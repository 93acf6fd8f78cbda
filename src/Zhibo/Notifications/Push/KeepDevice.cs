using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Outside;

namespace Zhibo.Notifications.Push;

/// <summary>A browser or a program wants to be told; a second time replaces the first.</summary>
public sealed class KeepDevice(Writer writer, Ids ids)
{
    public const int Most = 20;
    private const int LongestEndpoint = 1000, LongestKey = 200, SecretBytes = 16;

    public sealed record Input(Caller Caller, string? Endpoint, string? PublicKey, string? Secret)
    {
        public PushAlerts Alerts { get; init; }

        public PushPolicy Policy { get; init; }
    }

    public Task<PushDevice> Run(Input input, CancellationToken ct)
    {
        var endpoint = Address(input.Endpoint);
        var (point, secret) = (Point(input.PublicKey), Secret(input.Secret));
        var (userId, session, token) = (input.Caller.UserId, input.Caller.SessionId, input.Caller.TokenId);
        return writer.Run(turn =>
        {
            // The person's own, even where a program acts for an office just now.
            var account = turn.Users.Where(u => u.Id == userId).Select(u => u.AccountId).First();
            // Whoever used this browser before is not told here any more.
            turn.PushDevices.Where(d => d.Endpoint == endpoint || (session != null && d.SessionId == session) || (token != null && d.TokenId == token)).ExecuteDelete();
            var tooMany = turn.PushDevices.Where(d => d.UserId == userId).OrderByDescending(d => d.Id).Skip(Most - 1).Select(d => d.Id).ToList();
            if (tooMany.Count > 0) turn.PushDevices.Where(d => tooMany.Contains(d.Id)).ExecuteDelete();
            var device = new PushDevice
            {
                Id = ids.Next(),
                AccountId = account,
                UserId = userId,
                SessionId = session,
                TokenId = token,
                Endpoint = endpoint,
                PublicKey = point,
                Secret = secret,
                Alerts = input.Alerts,
                Policy = input.Policy,
            };
            turn.PushDevices.Add(device);
            return device;
        }, ct);
    }

    /// <summary>Anybody can write any address here: it must be one of the public internet, over TLS.</summary>
    private static string Address(string? typed)
    {
        if (typed is { Length: > 0 and <= LongestEndpoint } && Uri.TryCreate(typed, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps && OutsideClient.Fault(address) is null && address.AbsoluteUri.Length <= LongestEndpoint)
            return address.AbsoluteUri;
        throw new Refusal(RefusalKind.Invalid, "notifications.push.bad_endpoint", "endpoint");
    }

    private static byte[] Point(string? typed)
    {
        var bytes = Bytes(typed);
        if (bytes is not [4, ..] || bytes.Length != 65) throw BadKeys();
        try
        {
            // Says whether it lies on the curve.
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = bytes[1..33], Y = bytes[33..] } });
            return bytes;
        }
        catch (CryptographicException) { throw BadKeys(); }
    }

    private static byte[] Secret(string? typed) => Bytes(typed) is { Length: SecretBytes } bytes ? bytes : throw BadKeys();

    /// <summary>Programs send both kinds of base64, with and without padding.</summary>
    private static byte[] Bytes(string? typed)
    {
        if (typed is null or { Length: > LongestKey }) throw BadKeys();
        try { return Base64Url.DecodeFromChars(typed.Trim().TrimEnd('=').Replace('+', '-').Replace('/', '_')); }
        catch (FormatException) { throw BadKeys(); }
    }

    private static Refusal BadKeys() => new(RefusalKind.Invalid, "notifications.push.bad_keys", "keys");
}
