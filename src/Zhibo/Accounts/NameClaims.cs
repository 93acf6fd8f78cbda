using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts;

/// <summary>What a handle and a nickname must be, and that nobody else has one that looks like it.</summary>
public static class NameClaims
{
    private const long NamesLock = 7423002;
    private const int MostAtOnce = 400;

    public static string Handle(string? typed, bool byOperator)
    {
        var handle = (typed ?? "").Trim().TrimStart('@').ToLowerInvariant();
        Check(NameKind.Handle, handle, byOperator, "handle");
        return handle;
    }

    public static string Nickname(string? typed, bool byOperator)
    {
        var clean = InputText.CleanLine(typed, 200);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "nickname", 200);
        Check(NameKind.Nickname, clean.Text, byOperator, "nickname");
        return clean.Text;
    }

    /// <summary>Inside a turn, before the names are written: <c>@name</c> finds handles and nicknames, so the two may not
    /// collide across accounts either, which no unique index can say.</summary>
    public static void Claim(Db db, long accountId, string? handle, string? nickname)
    {
        Lock(db);
        if (handle is not null && IsTaken(db, accountId, handle)) throw new Refusal(RefusalKind.Conflict, "accounts.name_taken", "handle");
        if (nickname is not null && IsTaken(db, accountId, nickname)) throw new Refusal(RefusalKind.Conflict, "accounts.name_taken", "nickname");
    }

    /// <summary>Those of many names that somebody has already, or one that looks like them. In a turn it holds until the
    /// turn ends; elsewhere it says how things stand.</summary>
    /// <returns>Their skeletons (<see cref="Names.Skeleton"/>).</returns>
    public static HashSet<string> Taken(Db db, IEnumerable<string> names)
    {
        if (db.Database.CurrentTransaction is not null) Lock(db);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in names.Select(Names.Skeleton).Distinct().Chunk(MostAtOnce))
        {
            foreach (var keys in db.Accounts.Where(a => some.Contains(a.HandleKey) || some.Contains(a.NicknameKey)).Select(a => new { a.HandleKey, a.NicknameKey }))
            {
                taken.Add(keys.HandleKey);
                taken.Add(keys.NicknameKey);
            }
        }
        return taken;
    }

    /// <summary>The account of that very name, among those that look like it.</summary>
    public static IQueryable<Account> LooksLike(this IQueryable<Account> accounts, string name)
    {
        var skeleton = Names.Skeleton(name);
        return accounts.Where(a => a.HandleKey == skeleton || a.NicknameKey == skeleton);
    }

    public static bool IsNamed(this Account account, string name) =>
        Names.Key(name) is { Length: > 0 } key && (account.Handle == key || Names.Key(account.Nickname) == key);

    /// <summary>Serializes name changes over lanes and nodes; SQLite has one writer anyway.</summary>
    private static void Lock(Db db)
    {
        if (db.Database.IsNpgsql()) db.Database.ExecuteSqlRaw("SELECT pg_advisory_xact_lock({0})", NamesLock);
        // What the group added before this turn must be seen by the queries that follow.
        db.SaveChanges();
    }

    private static bool IsTaken(Db db, long accountId, string name) =>
        db.Accounts.AsNoTracking().LooksLike(name).Any(a => a.Id != accountId);

    private static void Check(NameKind kind, string name, bool byOperator, string field)
    {
        var fault = Names.Check(kind, name, byOperator);
        if (fault != NameFault.None) throw new Refusal(RefusalKind.Invalid, Names.WordFor(fault), field, Names.Limit(fault));
    }
}
