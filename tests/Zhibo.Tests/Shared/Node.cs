using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Zhibo.Tests.Shared;

/// <summary>Runs a snippet of our own browser modules in Node, so that both sides are held to one table.</summary>
internal static class Node
{
    public static string Module(string name) => new Uri(Repository.Path("src", "Zhibo", "wwwroot", "js", name)).AbsoluteUri;

    /// <summary>Runs <paramref name="script"/> as an ES module with <paramref name="input"/> on stdin and returns stdout.</summary>
    public static async Task<string> Run(string script, string input)
    {
        var start = new ProcessStartInfo("node", ["--input-type=module", "--eval", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Start(start);
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        node.ExitCode.ShouldBe(0, await errors);
        return await output;
    }

    private static Process Start(ProcessStartInfo start)
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
