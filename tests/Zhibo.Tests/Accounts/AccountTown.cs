using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Mail;

namespace Zhibo.Tests.Accounts;

/// <summary>The wire to the mail server, recorded.</summary>
public sealed class RecordedMail : IMail
{
    public ConcurrentQueue<Letter> Letters { get; } = [];

    public bool Works => true;

    public Task Send(Letter letter, CancellationToken ct)
    {
        Letters.Enqueue(letter);
        return Task.CompletedTask;
    }

    /// <summary>The path of the link in the last letter.</summary>
    public string Link() => new Uri(Letters.Last().Text.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal))).PathAndQuery;
}

/// <summary>What became known about accounts.</summary>
public sealed class FactLog :
    IWatch<AccountOpened>, IWatch<AccountChanged>, IWatch<AccountFollowed>, IWatch<RelationChanged>, IWatch<CredentialsChanged>
{
    public ConcurrentQueue<Fact> Facts { get; } = [];

    public void Seen(AccountOpened fact) => Facts.Enqueue(fact);

    public void Seen(AccountChanged fact) => Facts.Enqueue(fact);

    public void Seen(AccountFollowed fact) => Facts.Enqueue(fact);

    public void Seen(RelationChanged fact) => Facts.Enqueue(fact);

    public void Seen(CredentialsChanged fact) => Facts.Enqueue(fact);
}

/// <summary>A town whose stories are about accounts: mail is recorded, facts are noted, hashing is quick.</summary>
public sealed class AccountTown : IAsyncDisposable
{
    public const string Password = "weave-for-people";

    private AccountTown(Town town, RecordedMail mail, FactLog log) => (Town, Mail, Log) = (town, mail, log);

    public Town Town { get; }

    public RecordedMail Mail { get; }

    public FactLog Log { get; }

    public static async Task<AccountTown> Start(EngineKind engine, Action<Settings>? settings = null, bool mailed = true)
    {
        var (mail, log) = (new RecordedMail(), new FactLog());
        var town = await Town.Start(engine, new()
        {
            Settings = s =>
            {
                if (mailed) s.Site.Domain = "zhibo.example";
                settings?.Invoke(s);
            },
            Replace = services =>
            {
                if (mailed) services.Replace(ServiceDescriptor.Singleton<IMail>(mail));
                services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
                services.AddSingleton(log);
                services.Watch<AccountOpened, FactLog>();
                services.Watch<AccountChanged, FactLog>();
                services.Watch<AccountFollowed, FactLog>();
                services.Watch<RelationChanged, FactLog>();
                services.Watch<CredentialsChanged, FactLog>();
            },
        });
        return new(town, mail, log);
    }

    /// <summary>Somebody who filled in the form; signed in where registration is open.</summary>
    public async Task<Person> SignsUp(string handle, string nickname, string password = Password)
    {
        var person = Town.Stranger;
        var page = await person.Page("/sign-up");
        await person.Submits(page, "form[action='/sign-up']", ("handle", handle), ("nickname", nickname), ("password", password));
        return person;
    }

    /// <summary>The form filled in and sent; whatever the answer.</summary>
    public static async Task<IHtmlDocument> SignsIn(Person person, string name, string password = Password, HttpStatusCode expected = HttpStatusCode.OK, string path = "/sign-in")
    {
        var page = await person.Page(path);
        return await person.Submits(page, "form[action='/sign-in']", expected, ("name", name), ("password", password));
    }

    public static bool IsIn(Person person) => person.Cookies.ContainsKey("zhibo");

    /// <summary>What was not waited for is written: the writer works in order.</summary>
    public Task Settled() => Town.Write(_ => { });

    public Task<User> UserOf(string handle) => Town.Read(db =>
        db.Accounts.Where(a => a.Handle == handle).Join(db.Users, a => a.Id, u => u.AccountId, (_, u) => u).SingleAsync());

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
