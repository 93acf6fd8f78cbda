using System.Runtime.CompilerServices;
using Zhibo.Agencies.Tree;
using Zhibo.Halls.Members;
using Zhibo.Shared.Text;

namespace Zhibo.Halls.Directory;

/// <summary>
/// Finds members of a hall by nickname, name, handle, pinyin or initials; every word typed must be found. The keys of an
/// agency are made once and dropped with its node, so that a change costs one agency, not 80,000.
/// </summary>
public sealed class DirectorySearch
{
    public const int LongestQuery = 60;

    private const int MostWords = 6;
    private readonly ConditionalWeakTable<AgencyNode, Keys> made = [];
    private readonly ConditionalWeakTable<Membership, Keys[]> byHall = [];

    /// <param name="Text">Nickname, full name and handle, folded, one a line.</param>
    /// <param name="Sound">Pinyin of both names, one a line.</param>
    /// <param name="Initials">Their first letters, one a line.</param>
    private sealed record Keys(string Text, string Sound, string Initials);

    private readonly record struct Hit(int Rank, int Place);

    /// <summary>Members the filter takes that bear the words, best first; all of them where nothing is asked for.</summary>
    public IReadOnlyList<AgencyNode> Find(Membership members, HallFilter filter, string query)
    {
        var nodes = members.Ordered;
        var words = Names.Key(query).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).ToArray();
        if (words.Length == 0) return filter.IsAll ? nodes : [.. nodes.Where(filter.Takes)];
        var keys = byHall.GetValue(members, KeysOf);
        List<Hit> hits = [];
        for (var n = 0; n < nodes.Length; n++)
            if (Rank(keys[n], words) is { } rank && filter.Takes(nodes[n])) hits.Add(new(rank, n));
        return [.. hits.OrderBy(h => h.Rank).ThenBy(h => h.Place).Select(h => nodes[h.Place])];
    }

    /// <summary>Makes the keys before somebody waits for them.</summary>
    public void Prepare(Membership members) => byHall.GetValue(members, KeysOf);

    private Keys[] KeysOf(Membership members) => Array.ConvertAll(members.Ordered, node => made.GetValue(node, Make));

    private static Keys Make(AgencyNode node)
    {
        var (nickname, name) = (Pinyin.Of(node.Nickname), Pinyin.Of(node.Name));
        return new(
            $"{Names.Key(node.Nickname)}\n{Names.Key(node.Name)}\n{node.Handle}\n",
            $"{nickname.Full}\n{name.Full}\n",
            $"{nickname.Initials}\n{name.Initials}\n");
    }

    /// <summary>0 the whole nickname, 1 its beginning, 2 inside, 3 by sound, 4 by first letters; null: not found.</summary>
    private static int? Rank(Keys keys, string[] words)
    {
        var worst = 0;
        foreach (var word in words)
        {
            var at = keys.Text.IndexOf(word, StringComparison.Ordinal);
            var rank = at == 0 && keys.Text[word.Length] == '\n' ? 0 : at == 0 ? 1 : at > 0 ? 2
                : !char.IsAsciiLetterOrDigit(word[0]) ? -1
                : keys.Sound.Contains(word, StringComparison.Ordinal) ? 3
                : word.Length > 1 && keys.Initials.Contains(word, StringComparison.Ordinal) ? 4 : -1;
            if (rank < 0) return null;
            worst = Math.Max(worst, rank);
        }
        return worst;
    }
}
