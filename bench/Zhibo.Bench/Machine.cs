namespace Zhibo.Bench;

internal static class Machine
{
    public static string Heading()
    {
        var cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return $"""
            # {TimeProvider.System.GetUtcNow():yyyy-MM-dd}

            {Environment.ProcessorCount} cores of {cpu}, {long.Parse(memory, System.Globalization.CultureInfo.InvariantCulture) / 1024 / 1024} GiB, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}.
            100,000 accounts, 1,000,000 posts; wrk runs on the same cores. Median of three runs of six seconds, each beside an empty endpoint with a body of the same size.
            Every SQLite commit is synced (synchronous=FULL); PostgreSQL runs with fsync and synchronous_commit on.


            """;
    }
}
