using System.Text.Encodings.Web;

namespace Zhibo.Commands;

/// <summary>One JSON object a line on stdout. No addresses, queries, bodies or names of people: the framework's own
/// request lines would hold them, so they stay off.</summary>
internal static class Logs
{
    public static void Add(ILoggingBuilder logging, IConfiguration levels)
    {
        logging.AddJsonConsole(o =>
        {
            o.UseUtcTimestamp = true;
            o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            o.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Quartz", LogLevel.Warning);
        // Entity Framework reports as an error what a use case foresees (a unique key taken) and what Refusals reports anyway.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        // It warns that the key ring is not encrypted: it lies in the database with everything else.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // "Unhandled exception" is ours to say, without the words of the request.
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        logging.AddConfiguration(levels);
    }
}
