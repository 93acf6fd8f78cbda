using System.Collections.Concurrent;
using Zhibo.Data;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts;

/// <summary>Which account a name means. Longest match asks up to thirty times for each <c>@</c>, so all handles and nicknames
/// are held in memory, as 64-bit keyed hashes (28 bytes a name), unless the site is huge.</summary>
public sealed class AccountNames(Engine engine) : IWatch<AccountOpened>, IWatch<AccountChanged>, IForget
{
    private const int MostHeld = 300_000;
    private const char Salt = '\uFDD0';
    private readonly Lock gate = new();
    private readonly ConcurrentQueue<long> stale = new();
    private Dictionary<ulong, long>? ids;
    private bool tooMany;

    /// <summary>The account whose handle or nickname this is; case and width do not matter.</summary>
    public long? IdOf(string name)
    {
        var key = Names.Key(name);
        if (key.Length is 0 or > Names.Longest * 2) return null;
        lock (gate)
        {
            if (!tooMany)
            {
                Refresh();
                if (ids is not null) return ids.TryGetValue(Hash(key), out var id) ? id : null;
            }
        }
        return FromDatabase(name);
    }

    public void Seen(AccountOpened fact) => stale.Enqueue(fact.AccountId);

    public void Seen(AccountChanged fact) => stale.Enqueue(fact.AccountId);

    public void Forget()
    {
        lock (gate) (ids, tooMany) = (null, false);
    }

    private void Refresh()
    {
        if (ids is null) Load();
        if (ids is null || stale.IsEmpty) return;
        var changed = new HashSet<long>();
        while (stale.TryDequeue(out var id)) changed.Add(id);
        foreach (var (hash, id) in ids)
            if (changed.Contains(id)) ids.Remove(hash);
        using var db = engine.ReadHeld();
        foreach (var names in db.Accounts.Visible(db).Where(a => changed.Contains(a.Id)).Select(a => new { a.Id, a.Handle, a.Nickname }))
            Add(names.Id, names.Handle, names.Nickname);
        if (ids.Count > 2 * MostHeld) (ids, tooMany) = (null, true);
    }

    private void Load()
    {
        using var db = engine.ReadHeld();
        stale.Clear();
        if (db.Accounts.Count() > MostHeld)
        {
            tooMany = true;
            return;
        }
        ids = [];
        foreach (var names in db.Accounts.Visible(db).Select(a => new { a.Id, a.Handle, a.Nickname })) Add(names.Id, names.Handle, names.Nickname);
        ids.TrimExcess();
    }

    private void Add(long id, string handle, string nickname)
    {
        ids![Hash(handle)] = id;
        ids[Hash(Names.Key(nickname))] = id;
    }

    private long? FromDatabase(string name)
    {
        using var db = engine.ReadHeld();
        return db.Accounts.Visible(db).LooksLike(name).AsEnumerable().FirstOrDefault(a => a.IsNamed(name))?.Id;
    }

    /// <summary>Two of the runtime's hashes, keyed anew in every process, so that nobody can prepare a collision.</summary>
    private static ulong Hash(string key)
    {
        Span<char> salted = stackalloc char[key.Length + 1];
        key.CopyTo(salted);
        salted[^1] = Salt;
        return (ulong)(uint)string.GetHashCode(key) << 32 | (uint)string.GetHashCode(salted);
    }
}
