using Zhibo.Shared.Http;

namespace Zhibo.Accounts.Access;

/// <summary>What a session remembers of the browser that opened it.</summary>
/// <param name="Who">The address as limits count it.</param>
/// <param name="OldSecret">The cookie it came with; that session ends when a new one begins.</param>
public sealed record Browser(string Address, string Who, string UserAgent, string? OldSecret)
{
    private const int LongestUserAgent = 300;

    public static Browser Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        var agent = context.Request.Headers.UserAgent.ToString();
        var old = Cookie.Read(context.Request.Headers.Cookie.ToString(), SessionCookie.Name);
        return new Browser(
            address?.ToString() ?? "",
            Limits.Who(address),
            agent.Length > LongestUserAgent ? agent[..LongestUserAgent] : agent,
            old.IsEmpty ? null : old.ToString());
    }
}
