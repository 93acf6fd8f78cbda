using Zhibo.Accounts;
using Zhibo.Media;
using Zhibo.Posts;
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
        };
    }

    /// <summary>Null where the client did not speak of files.</summary>
    private static IReadOnlyList<Attaching>? Media(Fields fields, IReadOnlyList<long> shown)
    {
        if (!fields.Has("media_ids") && !fields.Has("media_attributes")) return null;
        var said = new Dictionary<long, Attaching>();
        foreach (var entry in fields.Entries("media_attributes"))
            if (Paging.Ids(entry.GetValueOrDefault("id") ?? "") is { } id) said[id] = new(id, entry.GetValueOrDefault("description")) { Focus = MediaInput.Focus(entry.GetValueOrDefault("focus")) };
        var ids = fields.Has("media_ids") ? fields.IdList("media_ids", MostNamed) : shown;
        return [.. ids.Select(id => said.GetValueOrDefault(id) ?? new Attaching(id))];
    }

    private static void RefuseExtras(Fields fields)
    {
        fields.Refuse("poll");
        // Whoever sees a public post may pass it on.
        if (fields.Text("quote_approval_policy") is { Length: > 0 } and not "public") throw Fields.Unsupported("quote_approval_policy");
    }

    /// <summary>An id that cannot exist is answered like one that does not.</summary>
    private static long? Target(Fields fields, string name) =>
        fields.Text(name) is { Length: > 0 } text ? Paging.Ids(text) ?? throw Asking.NotFound() : null;
}
