using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Zhibo.Tests.Faults;

/// <summary>A PostgreSQL of our own, to be stopped and started.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private static readonly string? Bin = Environment.GetEnvironmentVariable("ZHIBO_TEST_POSTGRES_BIN");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zhibo-postgres-");
    private readonly int port;

    private OwnPostgres()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        port = ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public static string? Missing => Bin is null ? "no PostgreSQL programs: run ./test" : null;

    public string Connection => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";

    private string Data => Path.Combine(folder.FullName, "data");

    public static async Task<OwnPostgres> Make()
    {
        var own = new OwnPostgres();
        // The server refuses to run as root.
        if (Environment.UserName == "root") await Run("chown", User(), own.folder.FullName);
        await own.AsServer("initdb", "-D", own.Data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        await File.AppendAllTextAsync(Path.Combine(own.Data, "postgresql.conf"), $"unix_socket_directories = '{own.folder.FullName}'\nlisten_addresses = '127.0.0.1'\nport = {own.port}\nfsync = off\n");
        await own.Start();
        return own;
    }

    public Task Start() => AsServer("pg_ctl", "-D", Data, "-l", Path.Combine(folder.FullName, "log"), "-w", "start");

    public Task Stop() => AsServer("pg_ctl", "-D", Data, "-m", "fast", "-w", "stop");

    private Task AsServer(string program, params string[] arguments)
    {
        var path = Path.Combine(Bin!, program);
        return Environment.UserName == "root" ? Run("runuser", ["-u", User(), "--", path, .. arguments]) : Run(path, arguments);
    }

    private static string User() => File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = false, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }

    public async ValueTask DisposeAsync()
    {
        try { await AsServer("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop"); }
        catch (ShouldAssertException)
        {
            // Stopped already.
        }
        folder.Delete(recursive: true);
    }
}
