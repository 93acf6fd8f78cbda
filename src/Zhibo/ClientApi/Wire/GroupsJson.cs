using System.Buffers;
using System.Text.Json;
using Zhibo.Accounts;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.ClientApi.Wire;

/// <summary>GroupedNotificationsResults: accounts and statuses once each, lines that name them.</summary>
/// <param name="partial">All but the latest of each line are only faces.</param>
/// <param name="paged">Says where on the page each line stands.</param>
internal sealed class GroupsJson(Place place, Reader reader, bool partial, bool paged)
{
    /// <summary>A line as this reader may see it.</summary>
    internal sealed record Ready(string Key, string Type, int Count, long LatestId, IReadOnlyList<NotificationJson.Ready> Notices)
    {
        public static Ready? Of(GroupRoutes.Line line, IReadOnlyList<NotificationJson.Ready> seen)
        {
            if (seen is not [var newest, ..]) return null;
            var row = line.Notices.First(n => n.Id == newest.Id);
            return new(GroupKey.Of(line.Group, row, newest.Type), newest.Type, line.Group is { } group && GroupKey.IsShared(group, row) ? group.Count : 1, line.Id, seen);
        }
    }

    public void Write(IBufferWriter<byte> output, IReadOnlyList<Ready> lines)
    {
        var actors = lines.SelectMany(l => l.Notices.Select(n => n.Actor)).DistinctBy(a => a.Id).ToList();
        HashSet<long> whole = [.. partial ? lines.Select(l => l.Notices[0].Actor.Id) : actors.Select(a => a.Id)];
        using (var json = Pen.On(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("accounts");
            foreach (var actor in actors.Where(a => whole.Contains(a.Id))) place.Accounts.Write(json, actor);
            json.WriteEndArray();
            if (partial) WriteFaces(json, actors.Where(a => !whole.Contains(a.Id)));
            json.WriteStartArray("notification_groups");
            foreach (var line in lines) Write(json, line);
            json.WriteEndArray();
        }
        output.Write(",\"statuses\":"u8);
        Answers.WriteList(output, [.. lines.Select(l => l.Notices[0].Post).OfType<Card>().DistinctBy(c => c.Sight.PostId)], reader);
        output.Write("}"u8);
    }

    private void Write(Utf8JsonWriter json, Ready line)
    {
        json.WriteStartObject();
        json.WriteString("group_key", line.Key);
        json.WriteNumber("notifications_count", line.Count);
        json.WriteString("type", line.Type);
        json.WriteNumber("most_recent_notification_id", line.LatestId);
        if (paged)
        {
            // A line stands on one page only, at its newest notice.
            json.WriteId("page_min_id", line.LatestId);
            json.WriteId("page_max_id", line.LatestId);
            json.WriteTime("latest_page_notification_at", Ids.TimeOf(line.LatestId));
        }
        json.WriteStartArray("sample_account_ids");
        foreach (var notice in line.Notices) json.WriteStringValue(Pen.Id(notice.Actor.Id));
        json.WriteEndArray();
        if (line.Notices[0].Post is { } post) json.WriteId("status_id", post.Sight.PostId);
        json.WriteEndObject();
    }

    private void WriteFaces(Utf8JsonWriter json, IEnumerable<Account> accounts)
    {
        json.WriteStartArray("partial_accounts");
        foreach (var account in accounts)
        {
            var avatar = place.At.Avatar(account);
            json.WriteStartObject();
            json.WriteId("id", account.Id);
            json.WriteString("acct", account.Handle);
            json.WriteString("url", place.At.Profile(account.Handle));
            json.WriteString("avatar", avatar);
            json.WriteString("avatar_static", avatar);
            json.WriteString("avatar_description", "");
            json.WriteBoolean("locked", false);
            json.WriteBoolean("bot", false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
