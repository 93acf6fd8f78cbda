using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Zhibo.Conformance.Browser))]

namespace Zhibo.Conformance;

/// <summary>One Chromium for the whole run; each journey gets a fresh profile in it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? playwright;
    private IBrowser? chromium;

    public static string? Missing => Path is null ? "no Chromium: run ./test, or set ZHIBO_TEST_CHROMIUM to its path" : null;

    public IBrowser Chromium => chromium ?? throw new InvalidOperationException(Missing);

    private static string? Path { get; } =
        new[] { Environment.GetEnvironmentVariable("ZHIBO_TEST_CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Path is null) return;
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Quiet });
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
    }
}
