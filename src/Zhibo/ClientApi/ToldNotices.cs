using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Notifications;
using Zhibo.Posts;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Reading;

namespace Zhibo.ClientApi;

/// <summary>Some notices with the cards and accounts they are about.</summary>
internal sealed class ToldNotices
{
    private readonly Dictionary<long, Card> _cards, _subjects;
    private readonly Dictionary<long, Account> _accounts;
    private readonly Reader _reader;

    private ToldNotices(Dictionary<long, Card> cards, Dictionary<long, Card> subjects, Dictionary<long, Account> accounts, Reader reader) =>
        (_cards, _subjects, _accounts, _reader) = (cards, subjects, accounts, reader);

    public static async Task<ToldNotices> Load(HttpContext http, Place place, IEnumerable<NoticeRow> notices, Reader reader)
    {
        var rows = notices.ToList();
        var cards = (await place.Cards.Get([.. rows.Where(r => r.PostId != 0).Select(r => r.PostId).Distinct()], http.RequestAborted)).ToDictionary(c => c.Sight.PostId);
        var subjects = (await place.Cards.Get([.. cards.Values.Select(c => c.Sight.SubjectId).Distinct()], http.RequestAborted)).ToDictionary(c => c.Sight.PostId);
        var actors = rows.Select(r => r.ActorId).ToHashSet();
        var accounts = await http.Of<Db>().Accounts.Where(a => actors.Contains(a.Id)).ToDictionaryAsync(a => a.Id, http.RequestAborted);
        return new(cards, subjects, accounts, reader);
    }

    /// <summary>Null when its post is gone or no longer for this reader.</summary>
    public NotificationJson.Ready? Of(NoticeRow row)
    {
        if (!WireNames.Kinds.Contains(row.Kind) || !_accounts.TryGetValue(row.ActorId, out var actor)) return null;
        if (row.Kind == NoticeKind.Follow) return new(row.Id, WireNames.Of(row.Kind, false), actor, null);
        if (_cards.GetValueOrDefault(row.PostId) is not { Sight.Deleted: false } card || !_reader.CanSee(card.Sight) || _reader.Hides(card.Sight, FilterPlaces.Notices)) return null;
        var type = WireNames.Of(row.Kind, withWords: card.Sight.Kind == PostKind.Quote);
        // Of a reblog the post that was reblogged is shown.
        return new(row.Id, type, actor, _subjects.GetValueOrDefault(card.Sight.SubjectId, card));
    }
}

/// <summary>Which types the client asked for.</summary>
internal sealed class Wanted(IReadOnlyList<string> types, IReadOnlyList<string> excluded)
{
    public static Wanted Of(Fields fields) => new(fields.List("types"), fields.List("exclude_types"));

    public NoticeKind[] Kinds
    {
        get
        {
            var kinds = types.Count == 0 ? WireNames.Kinds : types.SelectMany(WireNames.Notices).Distinct();
            // Reposts have two types: what is left out of one stays for the other.
            return [.. kinds.Where(k => k == NoticeKind.Repost ? !(excluded.Contains("reblog") && excluded.Contains("quote")) : !excluded.Contains(WireNames.Of(k, false)))];
        }
    }

    public bool Has(string type) => (types.Count == 0 || types.Contains(type)) && !excluded.Contains(type);
}

/// <summary>favourite-(post)-(line), and ungrouped-(notice) for what stands alone by its nature.</summary>
internal static class GroupKey
{
    private const string Alone = "ungrouped-";

    public static bool IsShared(NoticeGroup group, NoticeRow notice) =>
        group.Kind is NoticeKind.Like or NoticeKind.Follow || (group.Kind == NoticeKind.Repost && group.SubjectId != notice.PostId);

    public static string Of(NoticeGroup? group, NoticeRow notice, string type) =>
        group is null || !IsShared(group, notice) ? Alone + Pen.Id(notice.Id) : $"{type}-{Pen.Id(group.SubjectId)}-{Pen.Id(group.Id)}";

    /// <summary>The line of a key, or the one notice; what is no key is neither.</summary>
    public static (long? Group, long? Notice) Read(string key)
    {
        if (key.StartsWith(Alone, StringComparison.Ordinal)) return (null, Paging.Ids(key[Alone.Length..]));
        var parts = key.Split('-');
        return parts is ["favourite" or "reblog" or "follow", _, var group] ? (Paging.Ids(group), null) : (null, null);
    }
}
