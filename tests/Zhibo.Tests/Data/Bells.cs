using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared.Facts;

namespace Zhibo.Tests.Data;

/// <summary>A fact of our own, so that these stories depend on no module's handlers.</summary>
internal sealed record BellRang(long Id) : Fact;

/// <summary>What this node was shown.</summary>
internal sealed class BellWatcher : IWatch<BellRang>
{
    private readonly ConcurrentQueue<long> seen = [];
    private readonly SemaphoreSlim heard = new(0);

    public IReadOnlyCollection<long> Heard => seen;

    public bool Stumbles { get; set; }

    public void Seen(BellRang fact)
    {
        seen.Enqueue(fact.Id);
        heard.Release();
        if (Stumbles) throw new InvalidOperationException("A watcher that stumbles.");
    }

    public async Task Next() =>
        (await heard.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue("nobody rang");
}

/// <summary>Counts each bell in the database: the durable consequence.</summary>
internal sealed class BellHandler : IOn<BellRang>
{
    private int failures;

    /// <summary>Fails so many times first, after it has already written.</summary>
    public int FailsFirst { get; set; }

    public void Handle(BellRang fact, Db db)
    {
        db.Topics.Where(t => t.Id == fact.Id).ExecuteUpdate(set => set.SetProperty(t => t.PostsCount, t => t.PostsCount + 1));
        if (failures < FailsFirst)
        {
            failures++;
            throw new InvalidOperationException("A handler that fails.");
        }
    }
}

internal static class Bells
{
    public static TownOptions Hung(bool durable = false) => new()
    {
        Replace = services =>
        {
            services.AddSingleton<BellWatcher>().Watch<BellRang, BellWatcher>();
            if (durable) services.On<BellRang, BellHandler>();
        },
    };

    public static BellWatcher Watcher(this Town town) => town.Services.GetRequiredService<BellWatcher>();

    /// <summary>A topic whose key may be taken already.</summary>
    public static Topic NewTopic(long id, string key) => new() { Id = id, Name = key, Key = key };

    public static Account NewAccount(long id) =>
        new() { Id = id, Handle = $"a{id}", HandleKey = $"a{id}", Nickname = $"n{id}", NicknameKey = $"n{id}" };
}
