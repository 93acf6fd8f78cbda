using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Commands;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Jobs;
using Zhibo.Shared.Mail;
using Zhibo.Shared.Outside;
using Zhibo.Shared.Text;

namespace Zhibo.Tests;

/// <summary>What a story may want different about its town.</summary>
public sealed record TownOptions
{
    public Action<Settings>? Settings { get; init; }

    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Run recurring work by the machine's clock; most stories call a chore themselves or need none.</summary>
    public bool Chores { get; init; }

    /// <summary>Browsers have a clock of their own: their towns live in real time.</summary>
    public bool RealClock { get; init; }
}

/// <summary>
/// The real site on a real port with a database of its own, a clock that stands still, and nobody out of town to
/// talk to. Reads like a story: <c>var wang = await town.Citizen("王小微"); await wang.Posts("今天天气好");</c>
/// </summary>
public sealed class Town : IAsyncDisposable
{
    private readonly TownOptions options;
    private readonly bool ownsDatabase;
    private readonly SocketsHttpHandler line = new() { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 200, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) };
    private WebApplication app = null!;
    private int citizens;

    private Town(TownOptions options, TownDatabase database, TimeProvider time, bool ownsDatabase)
    {
        (this.options, this.ownsDatabase, Database, Time) = (options, ownsDatabase, database, time);
        Phone = new HttpClient(line, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public TownDatabase Database { get; }

    public TimeProvider Time { get; }

    public TownClock Clock => Time as TownClock ?? throw new InvalidOperationException("This town lives in real time.");

    public TownWires Wires { get; } = new();

    public TownLog Log { get; } = new();

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    /// <summary>Somebody who is not signed in.</summary>
    public Person Stranger => new(this);

    internal HttpClient Phone { get; }

    public static async Task<Town> Start(EngineKind engine, TownOptions? options = null)
    {
        options ??= new();
        var town = new Town(options, await TownDatabase.Create(engine), options.RealClock ? TimeProvider.System : new TownClock(), ownsDatabase: true);
        await town.Open(node: 0);
        return town;
    }

    /// <summary>A second process serving the same PostgreSQL database.</summary>
    public async Task<Town> AnotherNode()
    {
        var town = new Town(options, Database, Time, ownsDatabase: false);
        await town.Open(node: 1);
        return town;
    }

    /// <summary>A new process on the same data.</summary>
    public async Task Restart()
    {
        await Close();
        await Open(node: 0);
    }

    private async Task Open(int node)
    {
        var settings = new Settings { Data = Database.Folder.FullName, Database = Database.Settings, Node = node, Memory = new() { WarmUpAfterSeconds = 0 } };
        // Stories about limits set their own.
        settings.Limits = new() { PostsPerHour = 1_000_000, SignInsPerQuarter = 1_000_000, SignUpsPerDay = 1_000_000 };
        options.Settings?.Invoke(settings);
        app = Site.Build(settings, "http://127.0.0.1:0", Replace);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    private void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton(Time));
        services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
        services.Replace(ServiceDescriptor.Singleton<IMail>(Wires));
        if (!options.Chores)
            foreach (var chores in services.Where(s => s.ImplementationType == typeof(Recurring.Timekeeper)).ToList()) services.Remove(chores);
        services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(Wires.Handler));
        services.AddHttpClient(OutsideClient.Name).ConfigurePrimaryHttpMessageHandler(Wires.Handler);
        options.Replace?.Invoke(services);
    }

    /// <summary>Looks into the database, as a request would.</summary>
    public async Task<T> Read<T>(Func<Db, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<Db>());
    }

    /// <summary>Writes through the one writer.</summary>
    public Task<T> Write<T>(Func<Db, T> work) => Services.GetRequiredService<Writer>().Run(work);

    public Task Write(Action<Db> work) => Services.GetRequiredService<Writer>().Run(work);

    /// <summary>Runs a use case as a door would: in a scope of its own.</summary>
    public async Task<T> Use<TUseCase, T>(Func<TUseCase, Task<T>> run)
        where TUseCase : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>Somebody with an account, a signed-in browser and a bearer token.</summary>
    /// <param name="nickname">The Chinese name.</param>
    /// <param name="handle">citizen1, citizen2 … where none is given.</param>
    /// <param name="kind">An agency wears a seal.</param>
    /// <param name="role">What the person may do.</param>
    /// <param name="password">Hashing takes its time: only for stories in which somebody types it.</param>
    public async Task<Person> Citizen(
        string nickname, string? handle = null, AccountKind kind = AccountKind.Citizen, UserRole role = UserRole.Citizen, string? password = null)
    {
        handle ??= $"citizen{Interlocked.Increment(ref citizens)}";
        var (cookie, token) = (Secret(), Secret());
        var ids = Services.GetRequiredService<Ids>();
        var account = new Account
        {
            Id = ids.Next(),
            Handle = handle,
            HandleKey = Names.Skeleton(handle),
            Nickname = nickname,
            NicknameKey = Names.Skeleton(nickname),
            Kind = kind,
            Sealed = kind != AccountKind.Citizen,
        };
        var hash = password is null ? "none" : await Services.GetRequiredService<Passwords>().Hash(password, CancellationToken.None);
        var user = new User { Id = ids.Next(), AccountId = account.Id, PasswordHash = hash, Role = role };
        await Write(db =>
        {
            db.AddRange(account, user);
            db.Add(new Session { Id = ids.Next(), UserId = user.Id, TokenHash = Hash(cookie), LastSeenAt = Time.GetUtcNow(), ExpiresAt = Time.GetUtcNow().AddDays(30) });
            db.Add(new AccessToken { Id = ids.Next(), UserId = user.Id, TokenHash = Hash(token), Scopes = "read write follow push" });
            db.Raise(new AccountOpened(account.Id));
        });
        return new Person(this, nickname, handle, account.Id, user.Id, cookie, token);
    }

    /// <summary>Waits until every fact has had its consequences and every job that is due is done.</summary>
    public async Task Quiet()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        do
        {
            await Services.GetRequiredService<Outbox>().Drain(patience.Token);
            await Services.GetRequiredService<JobRunner>().Drain(patience.Token);
        }
        while (await Busy(patience.Token));
    }

    /// <summary>What the runner holds at this moment ends soon.</summary>
    private async Task<bool> Busy(CancellationToken ct)
    {
        var now = Time.GetUtcNow();
        var busy = await Read(async db => await db.Outbox.AnyAsync(r => r.DueAt <= now, ct)
            || await db.Jobs.AnyAsync(j => j.DoneAt == null && j.FailedAt == null && j.DueAt <= now, ct));
        if (busy) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, ct);
        return busy;
    }

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private async Task Close()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        Phone.Dispose();
        line.Dispose();
        if (ownsDatabase) await Database.DisposeAsync();
        if (TestContext.Current.TestOutputHelper is { } output)
            foreach (var line in Log.Lines.Where(l => !l.StartsWith("Information", StringComparison.Ordinal))) output.WriteLine(line);
        // Stories that provoke one clear it.
        if (!Log.Errors.IsEmpty) throw new ShouldAssertException("The site logged a bug:\n" + string.Join('\n', Log.Errors));
    }
}
