using System.Buffers.Text;
using System.Net;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Zhibo.Shared;
using Zhibo.Shared.Outside;

namespace Zhibo.Notifications.Push;

public enum PushOutcome
{
    Sent,

    /// <summary>Try again.</summary>
    Later,

    /// <summary>The push service wants this one not at all.</summary>
    Refused,

    /// <summary>Nobody listens there any more.</summary>
    Gone,
}

public sealed record PushAnswer(PushOutcome Outcome, TimeSpan? RetryAfter = null);

/// <summary>What goes to a device.</summary>
/// <param name="Json">Readable there only.</param>
/// <param name="Topic">What waits at the push service under the same topic is replaced.</param>
public sealed record PushNote(string Json, string Topic)
{
    public bool Urgent { get; init; }
}

/// <summary>Speaks to push services (RFC 8030), encrypted for the device (RFC 8291), signed as this site (RFC 8292). The address came
/// from outside: only the guarded client goes there, it follows no redirect and reads little.</summary>
public sealed class PushWire(IHttpMessageHandlerFactory wires, VapidKeys keys, Settings settings, TimeProvider clock)
{
    /// <summary>How long a push service keeps what it cannot deliver.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private const int MostAnswer = 16 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15), LongestRetry = TimeSpan.FromHours(6);

    public async Task<PushAnswer> Send(PushDevice device, PushNote note, CancellationToken ct)
    {
        if (!Uri.TryCreate(device.Endpoint, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || OutsideClient.Fault(address) is not null)
            return new(PushOutcome.Gone);
        var pair = await keys.Of(ct);
        using var http = new HttpClient(new ShortAnswers(wires.CreateHandler(OutsideClient.Name)), disposeHandler: false) { Timeout = Longest };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Zhibo/0.1 (push)");
        using var site = new VapidAuthentication(pair.Public, pair.Private);
        if (Subject() is { } subject) site.Subject = subject;
        try
        {
            var client = new PushServiceClient(http) { AutoRetryAfter = false };
            await client.RequestPushMessageDeliveryAsync(Subscription(device), Message(note), site, VapidAuthenticationScheme.Vapid, ct);
            return new(PushOutcome.Sent);
        }
        catch (PushServiceClientException e) { return Answer(e); }
        catch (Exception e) when (e is HttpRequestException or IOException or OutsideFailure or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new(PushOutcome.Later);
        }
    }

    /// <summary>Whom a push service can ask about us.</summary>
    private string? Subject() =>
        settings.Mail.From.Length > 0 ? "mailto:" + settings.Mail.From
        : settings.Site.Domain.Length > 0 ? "https://" + settings.Site.Domain
        : null;

    private static PushSubscription Subscription(PushDevice device)
    {
        var to = new PushSubscription { Endpoint = device.Endpoint };
        to.SetKey(PushEncryptionKeyName.P256DH, Base64Url.EncodeToString(device.PublicKey));
        to.SetKey(PushEncryptionKeyName.Auth, Base64Url.EncodeToString(device.Secret));
        return to;
    }

    private static PushMessage Message(PushNote note) => new(note.Json)
    {
        Topic = note.Topic,
        TimeToLive = (int)KeptFor.TotalSeconds,
        Urgency = note.Urgent ? PushMessageUrgency.High : PushMessageUrgency.Normal,
    };

    private PushAnswer Answer(PushServiceClientException e) => e.StatusCode switch
    {
        // Some take it with another number than 201.
        HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NoContent => new(PushOutcome.Sent),
        // Of the last two: it belongs to a key that this site had before.
        HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(PushOutcome.Gone),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new(PushOutcome.Later, Wait(e)),
        _ => new(PushOutcome.Refused),
    };

    private TimeSpan? Wait(PushServiceClientException e)
    {
        var asked = e.Headers?.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() : null;
        return asked is { } some && some > TimeSpan.Zero ? some < LongestRetry ? some : LongestRetry : null;
    }

    /// <summary>Whoever answers at such an address may answer for ever.</summary>
    private sealed class ShortAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            using var whole = answer.Content;
            await using var stream = await whole.ReadAsStreamAsync(cancellationToken);
            var body = new byte[MostAnswer];
            answer.Content = new ByteArrayContent(body, 0, await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken));
            return answer;
        }
    }
}
