using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Data;

namespace Zhibo.Tests.Data;

public sealed class WaitingReadersTests
{
    /// <summary>A crowd had every connection, and needed a thread each to give it back; the threads waited for a book, and the
    /// book for a connection.</summary>
    [BothEngines]
    public async Task What_is_held_is_read_while_every_connection_is_in_use(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var contexts = town.Services.GetRequiredService<IDbContextFactory<Db>>();
        List<Db> crowd = [];
        for (var n = 0; n < 12; n++)
        {
            crowd.Add(await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken));
            await crowd[n].Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        }
        foreach (var holder in town.Services.GetServices<IForget>()) holder.Forget();

        town.Services.GetRequiredService<AgencyTree>().Now.All.ShouldBeEmpty();
        town.Services.GetRequiredService<AccountNames>().IdOf("wang").ShouldBe(wang.AccountId);
        using (var connection = town.Services.GetRequiredService<Engine>().OpenReadConnection()) connection.State.ShouldBe(System.Data.ConnectionState.Open);
        foreach (var db in crowd) await db.DisposeAsync();
    }
}
