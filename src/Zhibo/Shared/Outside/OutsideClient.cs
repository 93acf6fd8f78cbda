using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Zhibo.Shared.Outside;

/// <summary>Something of another site, cut off where it was too long.</summary>
/// <param name="Address">Where it was found in the end.</param>
/// <param name="Type">Its media type in lower case, without parameters.</param>
/// <param name="Charset">As its header says; null where it says nothing.</param>
public sealed record OutsidePage(Uri Address, string Type, string? Charset, byte[] Body);

/// <summary>
/// The one way in which the site fetches what somebody wrote an address of. The name is looked up here and the connection
/// goes to the very address that was checked, for each redirect anew: a name that changes between check and use gains nothing.
/// No cookies, no proxy, ports 80 and 443 only; time, size and redirects are limited.
/// </summary>
public sealed class OutsideClient(IHttpClientFactory clients)
{
    /// <summary>Name of the client.</summary>
    public const string Name = "outside";

    private const int MostRedirects = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    /// <exception cref="OutsideFailure">It cannot or must not be fetched; the reason names no address.</exception>
    public async Task<OutsidePage> Get(Uri address, int mostBytes, string accept, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        try
        {
            for (var step = 0; step <= MostRedirects; step++)
            {
                if (Fault(address) is { } fault) throw new OutsideFailure(fault);
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("Accept", accept);
                using var answer = await clients.CreateClient(Name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if (Redirect(answer, address) is { } next) address = next;
                else return await Read(answer, address, mostBytes, limit.Token);
            }
            throw new OutsideFailure("too many redirects");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { throw new OutsideFailure("too slow"); }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or DecoderFallbackException) { throw new OutsideFailure("no answer"); }
    }

    /// <summary>Why an address is not even asked for; null where it may be.</summary>
    public static string? Fault(Uri address) =>
        !address.IsAbsoluteUri || address.Scheme is not ("http" or "https") ? "not of the web"
        : address.UserInfo.Length > 0 ? "carries a name"
        : address.Port is not (80 or 443) ? "another port"
        : IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var number) && !PublicAddress.Is(number) ? "not public"
        : !address.IdnHost.Contains('.', StringComparison.Ordinal) && !address.IdnHost.Contains(':', StringComparison.Ordinal) ? "not public"
        : null;

    private static Uri? Redirect(HttpResponseMessage answer, Uri from)
    {
        if (answer.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)) return null;
        return answer.Headers.Location is { } to ? new Uri(from, to) : throw new OutsideFailure("redirect to nowhere");
    }

    private static async Task<OutsidePage> Read(HttpResponseMessage answer, Uri address, int mostBytes, CancellationToken ct)
    {
        if (answer.StatusCode != HttpStatusCode.OK) throw new OutsideFailure($"status {(int)answer.StatusCode}");
        var type = answer.Content.Headers.ContentType;
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var (body, length) = (new byte[Math.Min(mostBytes, 64 * 1024)], 0);
        while (true)
        {
            var read = await stream.ReadAsync(body.AsMemory(length), ct);
            if (read == 0) break;
            length += read;
            if (length == mostBytes) break;
            if (length == body.Length) Array.Resize(ref body, Math.Min(mostBytes, body.Length * 2));
        }
        return new(address, type?.MediaType?.ToLowerInvariant() ?? "", type?.CharSet?.Trim('"'), body[..length]);
    }
}

/// <summary>Nothing came from outside.</summary>
public sealed class OutsideFailure(string reason) : Exception(reason);
