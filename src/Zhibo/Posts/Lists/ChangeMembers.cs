using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Posts.Lists;

/// <summary>Puts accounts into a list or takes them out. Nobody is told, and nobody needs to be followed for it.</summary>
public sealed class ChangeMembers(Writer writer, Ids ids)
{
    public const int Most = 500;

    public sealed record Input(long AccountId, long ListId, IReadOnlyList<long> Members, bool In);

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        SaveList.Mine(turn, input.AccountId, input.ListId);
        var wanted = input.Members.ToHashSet();
        if (input.In) Add(turn, input.ListId, wanted);
        else turn.ListMembers.Where(m => m.ListId == input.ListId && wanted.Contains(m.AccountId)).ExecuteDelete();
        turn.Raise(new ReaderChanged(input.AccountId));
    }, ct);

    private void Add(Db turn, long list, HashSet<long> wanted)
    {
        var known = turn.Accounts.Visible(turn).Where(a => wanted.Contains(a.Id)).Select(a => a.Id).ToHashSet();
        if (!known.SetEquals(wanted)) throw new Refusal(RefusalKind.NotFound, "posts.no_account");
        var there = turn.ListMembers.Where(m => m.ListId == list).Select(m => m.AccountId).ToHashSet();
        known.ExceptWith(there);
        if (there.Count + known.Count > Most) throw new Refusal(RefusalKind.Invalid, "posts.lists.full", null, Most);
        foreach (var account in known) turn.ListMembers.Add(new ListMember { ListId = list, AccountId = account, Id = ids.Next() });
    }
}
