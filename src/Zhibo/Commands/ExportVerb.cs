using System.CommandLine;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Posts.Import;

namespace Zhibo.Commands;

/// <summary>export posts FILE: JSON Lines that import posts reads back. export audit FILE: the audit log.</summary>
internal static class ExportVerb
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "Where to write JSON Lines; must not exist" };

    private static readonly Option<string?> Of = new("--of") { HelpName = "HANDLE", Description = "Only this account's posts" };

    private static readonly Option<bool> Everything = new("--everything") { Description = "Also what is not for everybody" };

    public static Command New() => new("export", "Take out what stands here")
    {
        new Command("posts", "Posts as JSON Lines, to keep or to bring into another site") { File, Of, Everything }.DoesWithServices(Run),
        new Command("audit", "The audit log as JSON Lines, with the hashes that chain its rows") { File }.DoesWithServices(Audit),
    };

    private static async Task<int> Audit(Call call, IServiceProvider services)
    {
        await using var file = new FileStream(call.Get(File).FullName, FileMode.CreateNew, FileAccess.Write);
        var rows = await services.GetRequiredService<ExportAudit>().Run(new(file, new AuditSearch(), Csv: false), call.Stop);
        await call.Output.WriteLineAsync($$"""{"rows":{{rows}}}""");
        return 0;
    }

    private static async Task<int> Run(Call call, IServiceProvider services)
    {
        long? author = null;
        if (call.Get(Of) is { } handle)
            author = (await services.GetRequiredService<FindAccount>().Run(handle, call.Stop))?.Id ?? throw new CommandFailure($"nobody has the handle or nickname {handle}");
        await using var file = new FileStream(call.Get(File).FullName, FileMode.CreateNew, FileAccess.Write);
        var outcome = await services.GetRequiredService<ExportPosts>().Run(new(file) { AuthorId = author, Everything = call.Get(Everything) }, call.Stop);
        await call.Output.WriteLineAsync($$"""{"posts":{{outcome.Posts}},"left_out":{{outcome.LeftOut}}}""");
        return 0;
    }
}
