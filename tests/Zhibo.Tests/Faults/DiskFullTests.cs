using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhibo.Accounts.Access;
using Zhibo.Commands;
using Zhibo.Data;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Tests.Faults;

/// <summary>SQLite on a disk that fills up.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_is_a_clear_refusal_and_nothing_is_torn()
    {
        using var disk = SmallDisk.Make(megabytes: 24);
        Assert.SkipWhen(disk is null, "a small disk can only be mounted by root");
        var log = new TownLog();
        await using var app = Site.Build(new Settings { Data = disk.Path, Limits = new() { Enabled = false } }, "http://127.0.0.1:0",
            services => services.AddLogging(logging => logging.ClearProviders().AddProvider(log)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var author = (await app.Services.GetRequiredService<AddUser>().Run(new("wang", "王小微", "weave-for-people"), TestContext.Current.CancellationToken)).AccountId;
        var written = new List<string>();
        await Write(app, author, "early", written);
        var ballast = disk.Fill(leaveKilobytes: 600);

        Refusal? refusal = null;
        for (var n = 0; n < 5000 && refusal is null; n++)
        {
            try { await Write(app, author, $"{n} {new string('橘', 100)}", written); }
            catch (Refusal no) { refusal = no; }
        }

        refusal.ShouldNotBeNull();
        (refusal.Kind, refusal.Word).ShouldBe((RefusalKind.Busy, "shared.storage_full"));
        refusal.RetryAfter.ShouldNotBeNull();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        // Reading goes on, and the load balancer is told.
        (await http.GetAsync("/@wang", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await http.GetAsync("/healthz/ready", TestContext.Current.CancellationToken);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("disk");

        File.Delete(ballast);
        await Write(app, author, "late", written);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            (await db.Posts.Select(p => p.Text).ToListAsync(TestContext.Current.CancellationToken)).Order().ShouldBe(written.Order());
            (await db.Accounts.SingleAsync(TestContext.Current.CancellationToken)).PostsCount.ShouldBe(written.Count);
            (await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync(TestContext.Current.CancellationToken)).ShouldBe(["ok"]);
        }
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Write(WebApplication app, long author, string text, List<string> written)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CreatePost>().Run(new CreatePost.Input(author, text), CancellationToken.None);
        written.Add(text);
    }

    private sealed class SmallDisk : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zhibo-disk-");

        public string Path => folder.FullName;

        public static SmallDisk? Make(int megabytes)
        {
            var disk = new SmallDisk();
            if (Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path)) return disk;
            disk.folder.Delete();
            return null;
        }

        public string Fill(int leaveKilobytes)
        {
            var ballast = System.IO.Path.Combine(Path, "ballast");
            using var file = File.Create(ballast);
            var left = new DriveInfo(Path).AvailableFreeSpace - leaveKilobytes * 1024L;
            var block = new byte[64 * 1024];
            for (; left > 0; left -= block.Length) file.Write(block);
            return ballast;
        }

        public void Dispose()
        {
            Run("umount", "--lazy", Path);
            folder.Delete();
        }

        private static bool Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
