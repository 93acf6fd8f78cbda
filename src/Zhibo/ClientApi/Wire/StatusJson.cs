using System.Text.Json;
using Zhibo.Posts;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.ClientApi.Wire;

/// <summary>
/// Draws the Status entity, once per version of the post. A comment is a reply, a repost without words a reblog, a
/// repost with words a quote. What depends on the reader is left open for <see cref="StatusFill"/>.
/// </summary>
internal sealed class StatusJson(Addresses at, AccountJson accounts)
{
    private readonly StatusHtml _html = new(at);

    public Stencil Draw(PostPicture picture) => Stencil.Cut<StatusSlot>(
        ReferenceEquals(picture.Subject, picture)
            ? Own(picture, picture.Chain, picture.Original, StatusSlot.Tail)
            : Reblog(picture));

    /// <summary>The states of a post, first to last.</summary>
    public void WriteHistory(Utf8JsonWriter json, PostPicture picture, IEnumerable<PostEdit> earlier)
    {
        json.WriteStartArray();
        foreach (var edit in earlier) WriteState(json, picture, _html.Earlier(picture, edit.Text), edit.Warning, edit.Sensitive, edit.WrittenAt);
        var post = picture.Post;
        WriteState(json, picture, _html.Of(picture, []), post.Warning, post.Sensitive, post.EditedAt ?? post.CreatedAt);
        json.WriteEndArray();
    }

    private string Reblog(PostPicture picture)
    {
        var subject = picture.Subject;
        // The chain of the repost begins with what it passes on.
        var inner = Own(subject, picture.Chain.Skip(1), subject.Post.Kind == PostKind.Quote ? picture.Original : null, StatusSlot.InnerTail);
        return Pen.Text(json =>
        {
            json.WriteStartObject();
            WriteHead(json, picture);
            WriteCounts(json, subject.Post);
            json.WriteString("content", "");
            json.WritePropertyName("reblog");
            json.WritePiece(inner);
            WriteAuthor(json, picture);
            json.WriteEmpty("mentions");
            json.WriteEmpty("tags");
            json.WriteNull("quote");
            WriteEnd(json, picture, StatusSlot.Tail);
            json.WriteEndObject();
        });
    }

    private string Own(PostPicture picture, IEnumerable<PostPicture> chain, PostPicture? original, StatusSlot tail) => Pen.Text(json =>
    {
        json.WriteStartObject();
        WriteHead(json, picture);
        WriteCounts(json, picture.Post);
        json.WriteString("content", _html.Of(picture, chain));
        json.WriteNull("reblog");
        WriteAuthor(json, picture);
        WriteMentions(json, picture);
        WriteTags(json, picture);
        WriteQuote(json, picture, original);
        WriteEnd(json, picture, tail);
        json.WriteEndObject();
    });

    private void WriteHead(Utf8JsonWriter json, PostPicture picture)
    {
        var (post, handle) = (picture.Post, picture.Author.Handle);
        json.WriteId("id", post.Id);
        json.WriteTime("created_at", post.CreatedAt);
        json.WriteTime("edited_at", post.EditedAt);
        json.WriteId("in_reply_to_id", post.ParentId);
        json.WriteId("in_reply_to_account_id", picture.ParentAuthor?.Id);
        json.WriteBoolean("sensitive", post.Sensitive);
        json.WriteString("spoiler_text", post.Warning ?? "");
        json.WriteString("visibility", WireNames.Of(post.Visibility));
        json.WriteString("language", post.Language);
        json.WriteString("uri", at.Object(handle, post.Id));
        json.WriteString("url", at.Post(handle, post.Id));
    }

    private static void WriteCounts(Utf8JsonWriter json, Post post)
    {
        json.WriteNumber("replies_count", post.CommentsCount);
        json.WriteNumber("reblogs_count", post.RepostsCount);
        json.WriteNumber("favourites_count", post.LikesCount);
    }

    private void WriteAuthor(Utf8JsonWriter json, PostPicture picture)
    {
        json.WriteNull("application");
        json.WritePropertyName("account");
        accounts.Write(json, picture.Author);
    }

    private void WriteMentions(Utf8JsonWriter json, PostPicture picture)
    {
        json.WriteStartArray("mentions");
        foreach (var named in picture.Mentions.DistinctBy(m => m.AccountId))
        {
            json.WriteStartObject();
            json.WriteId("id", named.AccountId);
            json.WriteString("username", named.Handle);
            json.WriteString("url", at.Profile(named.Handle));
            json.WriteString("acct", named.Handle);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteTags(Utf8JsonWriter json, PostPicture picture)
    {
        json.WriteStartArray("tags");
        if (picture.Post.Text.AsSpan().IndexOfAny('#', '＃') >= 0)
        {
            foreach (var topic in PostText.Topics(PostViews.Tokens(picture)))
            {
                json.WriteStartObject();
                json.WriteString("name", topic);
                json.WriteString("url", at.Topic(topic));
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
    }

    private void WriteQuote(Utf8JsonWriter json, PostPicture picture, PostPicture? original)
    {
        if (picture.Post.Kind != PostKind.Quote)
        {
            json.WriteNull("quote");
            return;
        }
        json.WriteStartObject("quote");
        if (original is null || original.Post.DeletedAt is not null || original.Post.Visibility > Visibility.Unlisted)
        {
            json.WriteString("state", original is { Post.DeletedAt: null } ? "unauthorized" : "deleted");
            json.WriteNull("quoted_status");
        }
        else
        {
            json.WritePropertyName("state");
            json.WritePiece(Stencil.Mark(nameof(StatusSlot.QuoteState)));
            json.WritePropertyName("quoted_status");
            json.WritePiece(
                Stencil.Begin(nameof(StatusSlot.Quoted)) + Own(original, [], null, StatusSlot.QuotedTail) + Stencil.End(nameof(StatusSlot.Quoted)) +
                Stencil.Begin(nameof(StatusSlot.Withheld)) + "null" + Stencil.End(nameof(StatusSlot.Withheld)));
        }
        json.WriteEndObject();
    }

    private void WriteEnd(Utf8JsonWriter json, PostPicture picture, StatusSlot tail)
    {
        var open = picture.Post.Visibility <= Visibility.Unlisted;
        json.WriteStartObject("quote_approval");
        json.WriteTexts("automatic", open ? ["public"] : []);
        json.WriteEmpty("manual");
        json.WriteString("current_user", open ? "automatic" : "denied");
        json.WriteEndObject();
        MediaJson.WriteAll(json, picture.Media, at);
        json.WriteEmpty("emojis");
        WriteCard(json, picture);
        json.WritePiece(Stencil.Mark(tail.ToString()));
    }

    /// <summary>Mastodon's PreviewCard without a picture: nobody is sent to another site by reading.</summary>
    private void WriteCard(Utf8JsonWriter json, PostPicture picture)
    {
        if (picture.Document is { } paper) WriteCard(json, at.Document(paper.Url), paper.Title, string.Join(" · ", paper.Issuers.Prepend(paper.Number).Where(part => part.Length > 0)), picture.Author.Nickname);
        else if (picture.Link is { Title: { } title } link) WriteCard(json, link.Url, title, link.Description, link.SiteName);
        else json.WriteNull("card");
    }

    private static void WriteCard(Utf8JsonWriter json, string url, string title, string description, string provider)
    {
        json.WriteStartObject("card");
        json.WriteString("url", url);
        json.WriteString("title", title);
        json.WriteString("description", description);
        json.WriteString("type", "link");
        json.WriteString("provider_name", provider);
        foreach (var empty in new[] { "author_name", "author_url", "provider_url", "html", "embed_url" }) json.WriteString(empty, "");
        json.WriteEmpty("authors");
        json.WriteNumber("width", 0);
        json.WriteNumber("height", 0);
        foreach (var none in new[] { "image", "blurhash", "published_at" }) json.WriteNull(none);
        json.WriteEndObject();
    }

    private void WriteState(Utf8JsonWriter json, PostPicture picture, string content, string? warning, bool sensitive, DateTimeOffset written)
    {
        json.WriteStartObject();
        json.WriteString("content", content);
        json.WriteString("spoiler_text", warning ?? "");
        json.WriteBoolean("sensitive", sensitive);
        json.WriteTime("created_at", written);
        json.WritePropertyName("account");
        accounts.Write(json, picture.Author);
        MediaJson.WriteAll(json, picture.Media, at);
        json.WriteEmpty("emojis");
        json.WriteEndObject();
    }
}
