using System.Data.Common;
using System.Text;

namespace Zhibo.Shared.Http;

/// <summary>An exception for the log. Many messages quote what somebody wrote ("The input string '…' was not …"), and
/// what people write has no place in a log, so only messages known to be our own words are kept.</summary>
public static class ExceptionText
{
    public static string Of(Exception e)
    {
        var text = new StringBuilder();
        for (var at = e; at is not null; at = at.InnerException)
        {
            if (text.Length > 0) text.Append("\n--- caused by ");
            text.Append(at.GetType().FullName);
            if (at is DbException or InvalidOperationException or ObjectDisposedException or OutOfMemoryException or TimeoutException or System.Net.Sockets.SocketException)
                text.Append(": ").Append(at.Message);
            if (at.StackTrace is { } stack) text.Append('\n').Append(stack);
        }
        return text.ToString();
    }
}
