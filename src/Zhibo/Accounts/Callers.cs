using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Accounts;

/// <summary>Who stands behind a cookie or bearer token, held in memory: a request of a known caller asks no database.
/// An entry falls with the facts that change it, and after five minutes in any case.</summary>
internal sealed class Callers(IDbContextFactory<Db> databases, TimeProvider clock, LastSeen lastSeen)
    : IWatch<CredentialsChanged>, IWatch<AccountChanged>, IForget
{
    private const int MostEntries = 200_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<TokenHash, Entry> entries = new();
    private readonly ConcurrentDictionary<long, Person> byUser = new();
    private readonly ConcurrentDictionary<long, Person> byAccount = new();

    // Counts what was dropped: what was read from the database before a drop must not be kept after it.
    private long drops;

    /// <summary>Answers from memory, without waiting. Null when the database must be asked.</summary>
    public Caller? Known(TokenHash hash, bool bearer)
    {
        if (!entries.TryGetValue(hash, out var entry) || entry.Person.Gone) return null;
        var now = clock.GetUtcNow();
        // A cookie is no bearer token and the other way round: they are checked differently.
        return entry.FreshUntil > now && entry.Caller.TokenId.HasValue == bearer ? Used(entry, now) : null;
    }

    public async Task<Caller?> Find(TokenHash hash, bool bearer, CancellationToken ct)
    {
        var before = Interlocked.Read(ref drops);
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var entry = bearer ? await ReadToken(db, hash.ToBytes(), now, ct) : await ReadSession(db, hash.ToBytes(), now, ct);
        if (entry is null) return null;
        Keep(hash, entry, before);
        return Used(entry, now);
    }

    public void Seen(CredentialsChanged fact) => Drop(byUser, fact.UserId);

    public void Seen(AccountChanged fact) => Drop(byAccount, fact.AccountId);

    public void Forget()
    {
        Interlocked.Increment(ref drops);
        entries.Clear();
        byUser.Clear();
        byAccount.Clear();
    }

    private Caller Used(Entry entry, DateTimeOffset now)
    {
        if (entry.Caller.SessionId is { } session && entry.NeedsTouch(now)) lastSeen.Touch(session);
        return entry.Caller;
    }

    private void Drop(ConcurrentDictionary<long, Person> people, long id)
    {
        Interlocked.Increment(ref drops);
        if (!people.TryRemove(id, out var person)) return;
        person.Gone = true;
        byUser.TryRemove(new(person.UserId, person));
        byAccount.TryRemove(new(person.AccountId, person));
    }

    private void Keep(TokenHash hash, Entry entry, long before)
    {
        if (entries.Count >= MostEntries) Forget();
        entry.Person = byUser.GetOrAdd(entry.Caller.UserId, entry.Person);
        byAccount[entry.Caller.AccountId] = entry.Person;
        entries[hash] = entry;
        if (Interlocked.Read(ref drops) != before) entries.TryRemove(hash, out _);
    }

    private static async Task<Entry?> ReadSession(Db db, byte[] hash, DateTimeOffset now, CancellationToken ct)
    {
        var row = await (from s in db.Sessions
                         join u in db.Users on s.UserId equals u.Id
                         join a in db.Accounts on u.AccountId equals a.Id
                         where s.TokenHash == hash && s.ExpiresAt > now && u.Status == UserStatus.Active
                             // Ended with the post already, unless somebody signed in at that very moment.
                             && !(a.Kind == AccountKind.Official && a.FrozenAt != null)
                         select new { Session = s.Id, s.ExpiresAt, s.LastSeenAt, User = u, Account = a }).FirstOrDefaultAsync(ct);
        if (row is null) return null;
        var until = row.ExpiresAt < now + Fresh ? row.ExpiresAt : now + Fresh;
        return new Entry(Describe(row.User, row.Account) with { SessionId = row.Session }, new Person(row.User.Id, row.Account.Id), until, row.LastSeenAt);
    }

    private static async Task<Entry?> ReadToken(Db db, byte[] hash, DateTimeOffset now, CancellationToken ct)
    {
        var row = await (from t in db.AccessTokens
                         join u in db.Users on t.UserId equals u.Id
                         join a in db.Accounts on u.AccountId equals a.Id
                         where t.TokenHash == hash && u.Status == UserStatus.Active
                             && !(a.Kind == AccountKind.Official && a.FrozenAt != null)
                         select new { Token = t.Id, t.Scopes, User = u, Account = a }).FirstOrDefaultAsync(ct);
        if (row is null) return null;
        var caller = Describe(row.User, row.Account) with { TokenId = row.Token, Scopes = row.Scopes.Split(' ') };
        return new Entry(caller, new Person(row.User.Id, row.Account.Id), now + Fresh, now);
    }

    private static Caller Describe(User user, Account account) =>
        new(user.Id, account.Id, account.Handle, account.Nickname, user.Role, user.Language, user.Theme, user.LargePrint)
        {
            AvatarUrl = account.Avatar,
            Frozen = account.FrozenAt is not null,
        };

    /// <summary>All entries of one person fall together.</summary>
    private sealed class Person(long userId, long accountId)
    {
        private volatile bool gone;

        public long UserId => userId;

        public long AccountId => accountId;

        public bool Gone { get => gone; set => gone = value; }
    }

    private sealed class Entry(Caller caller, Person person, DateTimeOffset freshUntil, DateTimeOffset lastSeenAt)
    {
        private long touched = lastSeenAt.UtcTicks;

        public Caller Caller => caller;

        public Person Person { get; set; } = person;

        public DateTimeOffset FreshUntil => freshUntil;

        /// <summary>True once in five minutes, for one of the requests that ask.</summary>
        public bool NeedsTouch(DateTimeOffset now)
        {
            var last = Interlocked.Read(ref touched);
            return now.UtcTicks - last >= LastSeen.Every.Ticks && Interlocked.CompareExchange(ref touched, now.UtcTicks, last) == last;
        }
    }
}
