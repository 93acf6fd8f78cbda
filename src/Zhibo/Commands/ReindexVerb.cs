using System.CommandLine;
using System.Globalization;
using Zhibo.Search.Indexing;

namespace Zhibo.Commands;

/// <summary>reindex: makes the search index anew, also beside a site at work, which finds ever more while it lasts.</summary>
internal static class ReindexVerb
{
    private const int ProgressEvery = 10_000;

    public static Command New() => new Command("reindex", "Make the search index anew (serve keeps it by itself)").DoesWithServices(Run);

    private static async Task<int> Run(Call call, IServiceProvider services)
    {
        var said = 0L;
        var posts = await services.GetRequiredService<RebuildIndex>().Run(done =>
        {
            if (done - said < ProgressEvery) return;
            said = done;
            call.Error.WriteLine($"{done} posts …");
        }, call.Stop);
        await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{{\"posts\":{posts}}}"));
        return 0;
    }
}
