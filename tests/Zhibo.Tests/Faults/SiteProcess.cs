using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Zhibo.Tests.Commands;

namespace Zhibo.Tests.Faults;

/// <summary>The program itself, in a process that can be killed.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    /// <summary>As published, where ./test published it; else as built.</summary>
    private static readonly string Program = Environment.GetEnvironmentVariable("ZHIBO_TEST_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "zhibo");

    private readonly TownDatabase database;
    private readonly SocketsHttpHandler line = new() { MaxConnectionsPerServer = 64, ConnectTimeout = TimeSpan.FromSeconds(2) };
    private Process? process;

    private SiteProcess(TownDatabase database)
    {
        this.database = database;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        Http = new HttpClient(line) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>A city with one citizen whose token is used by every request.</summary>
    public static async Task<SiteProcess> Settle(TownDatabase database)
    {
        var settings = new { Zhibo = new { Database = database.Settings, Limits = new { Enabled = false } } };
        await File.WriteAllTextAsync(Path.Combine(database.Folder.FullName, "appsettings.json"), JsonSerializer.Serialize(settings));
        foreach (var who in new[] { "wang", "chen" })
            (await Shell.Run(["user", "add", who, "--generate", "--data", database.Folder.FullName])).Code.ShouldBe(0);
        var token = await Shell.Run(["token", "wang", "--data", database.Folder.FullName]);
        token.Code.ShouldBe(0, token.Error);
        var site = new SiteProcess(database);
        site.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Out);
        return site;
    }

    /// <param name="until">What it must have said, besides that it listens.</param>
    public async Task Start(params string[] until)
    {
        List<string> expected = ["listens at", .. until];
        var start = new ProcessStartInfo(Program, ["serve", "--data", database.Folder.FullName, "--urls", Address.ToString()])
        {
            RedirectStandardOutput = true,
        };
        // It starts thirty times: compile quickly, run long is no aim here.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } said)
        {
            expected.RemoveAll(words => said.Contains(words, StringComparison.Ordinal));
            if (expected.Count > 0) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return;
        }
        throw new InvalidOperationException("The site did not start.");
    }

    /// <summary>A command in a process of its own, beside the site.</summary>
    public async Task Beside(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, [.. arguments, "--data", database.Folder.FullName]) { RedirectStandardOutput = true };
        using var command = Process.Start(start)!;
        await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        command.ExitCode.ShouldBe(0);
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGTERM; the code it ended with.</summary>
    public async Task<int> Stop(TimeSpan patience)
    {
        using (var signal = Process.Start("kill", ["-TERM", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await signal.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(patience);
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    /// <summary>The status' id once the site has acknowledged it; null when it could not be reached or refused.</summary>
    public async Task<(HttpStatusCode? Status, string? Id)> Post(string text, string key, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/statuses") { Content = JsonContent.Create(new { status = text }) };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await Http.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode) return (answer.StatusCode, null);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
            return (answer.StatusCode, body.GetProperty("id").GetString());
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            return (null, null);
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await Kill();
        Http.Dispose();
        line.Dispose();
    }
}
