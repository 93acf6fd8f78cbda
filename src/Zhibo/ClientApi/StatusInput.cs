using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Media;
using Zhibo.Posts;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.ClientApi;

/// <summary>What a client sent, as input of the use cases.</summary>
internal static class StatusInput
{
    /// <summary>How many a post may show is decided where it is written.</summary>
    private const int MostNamed = 40;

    public static CreatePost.Input Create(Fields fields, Caller caller, string idempotencyKey)
    {
        RefuseExtras(fields);
        fields.Refuse("scheduled_at");
        var (answering, quoting) = (Target(fields, "in_reply_to_id"), Target(fields, "quoted_status_id"));
        if (answering is not null && quoting is not null) throw new Refusal(RefusalKind.Invalid, "clientapi.reply_and_quote", "quoted_status_id");
        return new(caller.AccountId, fields.Text("status") ?? "")
        {
            ActingUser = caller.ActingUser,
            Visibility = fields.Visibility("visibility"),
            Warning = fields.Text("spoiler_text"),
            Sensitive = fields.Flag("sensitive") ?? false,
            Language = fields.Text("language"),
            CommentOn = answering,
            RepostOf = quoting,
            Media = Media(fields, []) ?? [],
            Who = Who(fields),
            Poll = Poll(fields),
            IdempotencyKey = idempotencyKey.Length == 0 ? null : idempotencyKey,
        };
    }

    /// <summary>What was not sent stays as it is.</summary>
    public static EditPost.Input Edit(Fields fields, Post post, IReadOnlyList<long> shown, Caller caller)
    {
        RefuseExtras(fields);
        return new(post.AuthorId, post.Id, fields.Text("status") ?? post.Text)
        {
            ActingUser = caller.ActingUser,
            Warning = fields.Text("spoiler_text") ?? post.Warning,
            Sensitive = fields.Flag("sensitive") ?? post.Sensitive,
            Language = fields.Text("language"),
            Media = Media(fields, shown),
            Poll = Poll(fields),
        };
    }

    /// <summary>Null where the client did not speak of files.</summary>
    private static IReadOnlyList<Attaching>? Media(Fields fields, IReadOnlyList<long> shown)
    {
        if (fields.IsEmptyList("media_ids")) return [];
        if (!fields.Has("media_ids") && !fields.Has("media_attributes")) return null;
        var said = new Dictionary<long, Attaching>();
        foreach (var entry in fields.Objects("media_attributes"))
            if (Paging.Ids(entry.Text("id") ?? "") is { } id) said[id] = new(id, entry.Text("description")) { Focus = MediaInput.Focus(entry.Text("focus")) };
        var ids = fields.Has("media_ids") ? fields.IdList("media_ids", MostNamed) : shown;
        return [.. ids.Select(id => said.GetValueOrDefault(id) ?? new Attaching(id))];
    }

    /// <summary>Ours alone: everybody, followers, mentioned, nobody, reviewed.</summary>
    private static WhoComments? Who(Fields fields) =>
        fields.Text("who_comments") is not { Length: > 0 } name ? null : WhoChoice.Of(name) ?? throw Fields.Unsupported("who_comments");

    /// <summary>How it stands is hidden until one has voted, whatever <c>hide_totals</c> says.</summary>
    private static PollDraft.Input? Poll(Fields fields)
    {
        if (fields.Object("poll") is not { } poll) return fields.Has("poll") ? throw Fields.Unsupported("poll") : null;
        var seconds = int.TryParse(poll.Text("expires_in"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return new(poll.List("options"), TimeSpan.FromSeconds(seconds), poll.Flag("multiple") ?? false);
    }

    private static void RefuseExtras(Fields fields)
    {
        // Whoever sees a public post may pass it on.
        if (fields.Text("quote_approval_policy") is { Length: > 0 } and not "public") throw Fields.Unsupported("quote_approval_policy");
    }

    /// <summary>An id that cannot exist is answered like one that does not.</summary>
    private static long? Target(Fields fields, string name) =>
        fields.Text(name) is { Length: > 0 } text ? Paging.Ids(text) ?? throw Asking.NotFound() : null;
}
