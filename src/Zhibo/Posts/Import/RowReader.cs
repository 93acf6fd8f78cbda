using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Zhibo.Accounts;
using Zhibo.Posts.Writing;
using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Posts.Import;

/// <summary>Makes posts of rows, or says why not.</summary>
internal sealed partial class RowReader(ImportMap map, AccountNames names, long? author, DateTimeOffset now)
{
    private const int LongestName = 200;

    public bool TryRead(TableRow row, [NotNullWhen(true)] out ImportRow? post, [NotNullWhen(false)] out TableFault? fault)
    {
        post = null;
        if (!TryAuthor(row, out var authorId, out fault) || !TryTime(row, out var at, out fault) || !TryText(row, out var text, out fault)
            || !TryCounts(row, out var counts, out fault) || !TryVisibility(row, out var visibility, out fault)) return false;
        if (!TryKind(row, out var kind, out var link, out fault)) return false;
        var name = map.Text(row, PostForm.ExternalId)?.Trim();
        if (name?.Length > LongestName) return Faulty(row, PostForm.ExternalId, $"is longer than {LongestName} signs", out fault);
        var origin = new CreatePost.Origin(at, name ?? Fingerprint(at, text)) { Reposts = counts[0], Comments = counts[1], Likes = counts[2] };
        post = new(row, new CreatePost.Input(authorId, text)
        {
            Visibility = visibility,
            Warning = map.Text(row, PostForm.Warning),
            Sensitive = map.Text(row, PostForm.Sensitive)?.Trim().ToLowerInvariant() is "true" or "1",
            Language = map.Text(row, PostForm.Language)?.Trim(),
            Origin = origin,
        }, name is not null, kind, link);
        return true;
    }

    public TableFault FaultOf(TableRow row, string? field, string reason) =>
        map.FaultOf(row, field is not null && PostForm.Fields.Contains(field) ? field : PostForm.Text, reason);

    private bool TryAuthor(TableRow row, out long id, [NotNullWhen(false)] out TableFault? fault)
    {
        (id, fault) = (author ?? 0, null);
        if (map.Text(row, PostForm.Author)?.Trim().TrimStart('@', '＠') is not { } name)
            return author is not null || Faulty(row, PostForm.Author, "is empty", out fault);
        if (names.IdOf(name) is { } found) id = found;
        else return Faulty(row, PostForm.Author, $"nobody has the handle or nickname \"{PostHtml.Plain(name, 40)}\"", out fault);
        return true;
    }

    private bool TryTime(TableRow row, out DateTimeOffset at, [NotNullWhen(false)] out TableFault? fault)
    {
        at = default;
        if (!map.TryTime(row, PostForm.PostedAt, out var read, out fault)) return false;
        if (read is not { } time) return Faulty(row, PostForm.PostedAt, "is empty", out fault);
        // Ids carry the time, from 1970 on.
        if (time < DateTimeOffset.UnixEpoch) return Faulty(row, PostForm.PostedAt, "lies before 1970", out fault);
        if (time > now) return Faulty(row, PostForm.PostedAt, "lies in the future", out fault);
        at = time;
        return true;
    }

    private bool TryText(TableRow row, out string text, [NotNullWhen(false)] out TableFault? fault)
    {
        (text, fault) = ("", null);
        var clean = InputText.Clean(ZeroWidthRuns().Replace(map.Text(row, PostForm.Text) ?? "", ""), Drafts.MostUnits);
        if (!clean.Ok) return Faulty(row, PostForm.Text, Words.For("en")[InputText.WordFor(clean.Fault), Drafts.MostUnits], out fault);
        text = clean.Text;
        return !string.IsNullOrWhiteSpace(text) || Faulty(row, PostForm.Text, "is empty", out fault);
    }

    private bool TryCounts(TableRow row, out int[] counts, [NotNullWhen(false)] out TableFault? fault)
    {
        (counts, fault) = ([0, 0, 0], null);
        foreach (var (index, field) in new[] { PostForm.Reposts, PostForm.Comments, PostForm.Likes }.Index())
        {
            if (!map.TryCount(row, field, out var count, out fault)) return false;
            counts[index] = (int)Math.Min(count ?? 0, int.MaxValue);
        }
        return true;
    }

    private bool TryVisibility(TableRow row, out Visibility? visibility, [NotNullWhen(false)] out TableFault? fault)
    {
        (visibility, fault) = (null, null);
        if (map.Text(row, PostForm.Visibility) is not { } name) return true;
        if (!PostForm.TryVisibility(name, out var found)) return Faulty(row, PostForm.Visibility, "is none of public, unlisted, followers, direct", out fault);
        visibility = found;
        return true;
    }

    private bool TryKind(TableRow row, out PostKind kind, out string? link, [NotNullWhen(false)] out TableFault? fault)
    {
        fault = null;
        var (comment, repost) = (map.Text(row, PostForm.CommentOn)?.Trim(), map.Text(row, PostForm.RepostOf)?.Trim());
        link = comment ?? repost;
        kind = comment is not null ? PostKind.Comment : repost is not null ? PostKind.Quote : PostKind.Original;
        if (comment is not null && repost is not null) return Faulty(row, PostForm.RepostOf, "a post cannot comment and pass on at once", out fault);
        if (map.Text(row, PostForm.Kind)?.Trim().ToLowerInvariant() is not { } said || said == PostForm.Name(kind)) return true;
        return Faulty(row, PostForm.Kind, $"says \"{PostHtml.Plain(said, 20)}\", the links say {PostForm.Name(kind)}", out fault);
    }

    private bool Faulty(TableRow row, string field, string reason, out TableFault fault)
    {
        fault = map.FaultOf(row, field, reason);
        return false;
    }

    /// <summary>The name of a post that has none at its source.</summary>
    private static string Fingerprint(DateTimeOffset at, string text) =>
        "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()}\n{text}"))).AsSpan(0, 16));

    // Platforms pad with them; two in a row mean nothing in any script, a single one does in Thai or Khmer.
    [GeneratedRegex("[\u200B\uFEFF]{2,}")]
    private static partial Regex ZeroWidthRuns();
}
