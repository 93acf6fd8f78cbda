using System.Net;
using System.Net.Sockets;

namespace Zhibo.Shared.Outside;

internal static class OutsideSetup
{
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(4);

    public static IServiceCollection AddOutside(this IServiceCollection services)
    {
        services.AddSingleton<OutsideClient>();
        services.AddHttpClient(OutsideClient.Name, client =>
        {
            client.DefaultRequestHeaders.UserAgent.ParseAdd("Zhibo/0.1 (link cards)");
            client.Timeout = Timeout.InfiniteTimeSpan;
        }).ConfigurePrimaryHttpMessageHandler(Handler).RemoveAllLoggers();
        return services;
    }

    internal static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli | DecompressionMethods.Deflate,
        ConnectTimeout = Connecting,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = Connect,
    };

    /// <summary>To an address that was checked, not to a name that may mean another one by now.</summary>
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var open = Array.FindAll(found, PublicAddress.Is);
        if (open.Length == 0) throw new OutsideFailure("not public");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
