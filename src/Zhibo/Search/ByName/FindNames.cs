using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Posts.Reading;

namespace Zhibo.Search.ByName;

/// <summary>Accounts and topics by part of their name, pinyin or first letters, best first.</summary>
public sealed class FindNames(AccountBook accounts, TopicBook topics, Db db)
{
    /// <summary>Who wants more says more.</summary>
    public const int Deepest = 400;

    /// <summary>Candidates beyond the page, for those that are not shown.</summary>
    private const int Spare = 10;

    /// <summary>Those who block the reader or are blocked are not shown.</summary>
    public async Task<List<Account>> Accounts(string text, Reader reader, int skip, int count, CancellationToken ct)
    {
        var ids = accounts.Best(text.Trim().TrimStart('@', '\uFF20'), Math.Clamp(skip, 0, Deepest), count + Spare);
        if (skip == 0 && ids.Count < count) ids.AddRange((await ByBeginning(text, count, ct)).Except(ids));
        ids.RemoveAll(reader.BlocksOrIsBlockedBy);
        var found = await db.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        return [.. ids.Where(found.ContainsKey).Take(count).Select(id => found[id])];
    }

    /// <summary>Topics under which something stands.</summary>
    public async Task<List<Topic>> Topics(string text, int skip, int count, CancellationToken ct)
    {
        var ids = topics.Best(text.Trim().Trim('#', '\uFF03'), Math.Clamp(skip, 0, Deepest), count + Spare);
        var found = await db.Topics.Where(t => ids.Contains(t.Id) && t.PostsCount > 0).ToDictionaryAsync(t => t.Id, ct);
        return [.. ids.Where(found.ContainsKey).Take(count).Select(id => found[id])];
    }

    /// <summary>On a site with more accounts than are held: a range that the index of nicknames answers.</summary>
    private async Task<List<long>> ByBeginning(string text, int count, CancellationToken ct)
    {
        var (from, to) = (text, text + '\uFFFD');
        return text.Length == 0 ? [] : await db.Accounts.Visible(db).Where(a => string.Compare(a.Nickname, from) >= 0 && string.Compare(a.Nickname, to) < 0).Select(a => a.Id).Take(count).ToListAsync(ct);
    }
}
