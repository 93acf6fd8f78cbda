using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Posts.Commenting;

/// <summary>Accounts that do not let everybody comment. They are few and every post asks, so they are held in memory.</summary>
public sealed class CommentDefaults : IWatch<CommentDefaultChanged>, IForget
{
    private readonly Engine engine;
    private readonly Held<FrozenDictionary<long, WhoComments>> held;

    public CommentDefaults(Engine engine)
    {
        this.engine = engine;
        held = new(() => Read(null).ToFrozenDictionary(), Renew);
    }

    public WhoComments Of(long accountId) => held.Now.GetValueOrDefault(accountId);

    public void Seen(CommentDefaultChanged fact) => held.Changed(fact.AccountId);

    public void Forget() => held.Changed();

    private FrozenDictionary<long, WhoComments> Renew(FrozenDictionary<long, WhoComments> old, IReadOnlySet<long> changed) =>
        old.Where(a => !changed.Contains(a.Key)).Concat(Read(changed)).ToFrozenDictionary();

    private Dictionary<long, WhoComments> Read(IReadOnlySet<long>? among)
    {
        using var db = engine.ReadHeld();
        var choosy = db.Accounts.Where(a => a.WhoComments != WhoComments.Everybody);
        if (among is not null) choosy = choosy.Where(a => among.Contains(a.Id));
        return choosy.ToDictionary(a => a.Id, a => a.WhoComments);
    }
}
