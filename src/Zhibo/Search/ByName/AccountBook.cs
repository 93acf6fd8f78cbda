using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Search.ByName;

/// <summary>Accounts by nickname, handle, pinyin, first letters, unit.</summary>
public sealed class AccountBook : IWatch<AccountOpened>, IWatch<AccountChanged>, IForget
{
    /// <summary>Of a larger site, those whom most people follow; the others are found by the beginning of their name.</summary>
    private const int MostHeld = 300_000;
    private readonly Engine engine;
    private readonly NameBook book;

    public AccountBook(Engine engine)
    {
        this.engine = engine;
        book = new(Read);
    }

    public void Seen(AccountOpened fact) => book.Changed(fact.AccountId);

    public void Seen(AccountChanged fact) => book.Changed(fact.AccountId);

    public void Forget() => book.Changed();

    internal List<long> Best(string text, int skip, int count) => book.Best(text, skip, count);

    internal void Prepare() => book.Prepare();

    private IEnumerable<NameKey<Named>> Read(IReadOnlySet<long>? among)
    {
        using var db = engine.ReadHeld();
        var accounts = db.Accounts.Visible(db);
        accounts = among is null
            ? accounts.OrderBy(a => a.Kind == AccountKind.Citizen).ThenByDescending(a => a.FollowersCount).Take(MostHeld)
            : accounts.Where(a => among.Contains(a.Id));
        var rows = accounts.Select(a => new { a.Id, a.Handle, a.Nickname, a.Kind, a.Sealed, a.Unit, a.FollowersCount });
        // One at a time: the rows of a city need not all be in memory beside their keys.
        foreach (var row in rows.AsEnumerable())
            yield return NameKeys.Of(new Named(row.Id, Tier(row.Kind, row.Sealed), row.FollowersCount), [row.Nickname], row.Handle, NameKeys.Fold(row.Unit ?? ""));
    }

    private static int Tier(AccountKind kind, bool isSealed) => isSealed ? kind == AccountKind.Citizen ? 1 : 0 : 2;
}
