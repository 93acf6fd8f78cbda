using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Zhibo.Media.Worker;

/// <summary>Limits a worker sets itself before it opens the first file, and cannot lift: memory, processor time, the size of
/// what it writes, no core dump with somebody's picture in it.</summary>
internal static class Jail
{
    private const int ProcessorTime = 0, FileSize = 1, Core = 4, AddressSpace = 9, NoNewPrivileges = 38;

    /// <summary>Beside what the runtime has reserved already.</summary>
    private const long MostMemory = 1L << 30;

    private const long MostFile = 1L << 30;

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    public static void Close()
    {
        if (!OperatingSystem.IsLinux()) return;
        Set(Core, 0);
        Set(FileSize, MostFile);
        Set(AddressSpace, (ulong)(Reserved() + MostMemory));
        _ = prctl(NoNewPrivileges, 1, 0, 0, 0);
    }

    /// <summary>A worker does several files: each gets its own seconds.</summary>
    public static void Allow(int seconds)
    {
        if (!OperatingSystem.IsLinux()) return;
        var used = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
        var limit = new Limit { Soft = (ulong)Math.Ceiling(used) + (ulong)seconds, Hard = ulong.MaxValue };
        _ = setrlimit(ProcessorTime, ref limit);
    }

    private static void Set(int what, ulong most)
    {
        var limit = new Limit { Soft = most, Hard = most };
        if (setrlimit(what, ref limit) != 0) throw new InvalidOperationException($"Limit {what} cannot be set");
    }

    private static long Reserved()
    {
        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[0];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }

    [DllImport("libc")]
    private static extern int setrlimit(int what, ref Limit limit);

    [DllImport("libc")]
    private static extern int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);
}
