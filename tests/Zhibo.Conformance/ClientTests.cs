using System.ComponentModel;
using System.Diagnostics;
using Zhibo.Tests;
using Zhibo.Tests.Shared;

namespace Zhibo.Conformance;

/// <summary>Client libraries by others, unchanged, against the real site.</summary>
public sealed class ClientTests
{
    [BothEngines]
    public Task Masto_js_spends_a_day_here(EngineKind engine) => Day("masto.mjs", engine);

    [BothEngines]
    public Task Megalodon_spends_a_day_here(EngineKind engine) => Day("megalodon.mjs", engine);

    private static async Task Day(string script, EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { RealClock = true });
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var start = new ProcessStartInfo("node", [Repository.Path("tests", "Zhibo.Conformance", "clients", script)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SITE"] = town.Address.AbsoluteUri.TrimEnd('/'), ["WANG"] = wang.Token, ["LI"] = li.Token },
        };
        using var node = Begin(start);
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        (await output).Trim().ShouldBe("done", await errors);
        town.Log.Errors.ShouldBeEmpty();
    }

    private static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not installed");
            throw;
        }
    }
}
