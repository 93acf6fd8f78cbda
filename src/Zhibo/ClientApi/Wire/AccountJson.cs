using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.ClientApi.Wire;

/// <summary>
/// The Account entity. Inside a status it is drawn when the status is, so its counts may be older there than in the
/// account's own answer; name, seal and pictures never are.
/// </summary>
internal sealed class AccountJson(Addresses at, Words words)
{
    private const int MostTexts = 20_000;

    // Drawing a bio costs more than the rest of the account.
    private readonly ConcurrentDictionary<long, Texts> _texts = new();

    /// <param name="Note">The bio as HTML.</param>
    /// <param name="Fields">The JSON array of the profile's fields.</param>
    private sealed record Texts(int Version, string Note, string Fields);

    public void Write(Utf8JsonWriter json, Account account)
    {
        json.WriteStartObject();
        WriteEntries(json, account);
        json.WriteEndObject();
    }

    /// <summary>The account of the caller, with what only they may know.</summary>
    public void WriteOwn(Utf8JsonWriter json, Account account, Caller caller)
    {
        json.WriteStartObject();
        WriteEntries(json, account);
        WriteSource(json, account, caller);
        json.WriteStartObject("role");
        json.WriteString("id", ((int)caller.Role).ToString(CultureInfo.InvariantCulture));
        json.WriteString("name", "");
        json.WriteString("permissions", "0");
        json.WriteString("color", "");
        json.WriteBoolean("highlighted", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteEntries(Utf8JsonWriter json, Account account)
    {
        var texts = TextsOf(account);
        json.WriteId("id", account.Id);
        json.WriteString("username", account.Handle);
        json.WriteString("acct", account.Handle);
        json.WriteString("display_name", account.Nickname);
        json.WriteBoolean("locked", false);
        json.WriteBoolean("bot", false);
        json.WriteBoolean("discoverable", true);
        json.WriteBoolean("indexable", !account.HiddenFromSearch);
        json.WriteBoolean("group", account.Kind == AccountKind.Hall);
        json.WriteTime("created_at", Ids.TimeOf(account.Id));
        json.WriteString("note", texts.Note);
        json.WriteString("url", at.Profile(account.Handle));
        json.WriteString("uri", at.Actor(account.Handle));
        WritePictures(json, account);
        json.WriteNumber("followers_count", account.FollowersCount);
        json.WriteNumber("following_count", account.FollowingCount);
        json.WriteNumber("statuses_count", account.PostsCount);
        if (account.LastPostId is { } last) json.WriteString("last_status_at", Ids.TimeOf(last).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else json.WriteNull("last_status_at");
        json.WriteBoolean("hide_collections", false);
        json.WriteBoolean("noindex", account.HiddenFromSearch);
        json.WriteEmpty("emojis");
        WriteRoles(json, account);
        json.WritePropertyName("fields");
        json.WritePiece(texts.Fields);
    }

    private void WritePictures(Utf8JsonWriter json, Account account)
    {
        var (avatar, banner) = (at.Avatar(account), at.Banner(account));
        json.WriteString("avatar", avatar);
        json.WriteString("avatar_static", avatar);
        json.WriteString("avatar_description", "");
        json.WriteString("header", banner);
        json.WriteString("header_static", banner);
        json.WriteString("header_description", "");
    }

    /// <summary>Clients show roles beside the name: the seal of an office.</summary>
    private void WriteRoles(Utf8JsonWriter json, Account account)
    {
        json.WriteStartArray("roles");
        if (account.Sealed)
        {
            json.WriteStartObject();
            json.WriteString("id", ((int)account.Kind).ToString(CultureInfo.InvariantCulture));
            json.WriteString("name", KindWord(account.Kind));
            json.WriteString("color", "");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSource(Utf8JsonWriter json, Account account, Caller caller)
    {
        json.WriteStartObject("source");
        json.WriteString("note", account.Bio);
        json.WriteStartArray("fields");
        foreach (var (name, value) in FieldsOf(account)) WriteField(json, name, value, null);
        json.WriteEndArray();
        json.WriteString("privacy", "public");
        json.WriteString("quote_policy", "public");
        json.WriteBoolean("sensitive", false);
        json.WriteString("language", caller.Language);
        json.WriteNumber("follow_requests_count", 0);
        json.WriteBoolean("hide_collections", false);
        json.WriteBoolean("discoverable", true);
        json.WriteBoolean("indexable", true);
        json.WriteEmpty("attribution_domains");
        json.WriteEndObject();
    }

    private Texts TextsOf(Account account)
    {
        if (_texts.TryGetValue(account.Id, out var held) && held.Version == account.Version) return held;
        var texts = new Texts(account.Version, Html(account.Bio), Pen.Text(json => WriteFields(json, account)));
        if (_texts.Count >= MostTexts) _texts.Clear();
        return _texts[account.Id] = texts;
    }

    private void WriteFields(Utf8JsonWriter json, Account account)
    {
        json.WriteStartArray();
        // The first field is the seal: whoever sees only a profile sees it too, and clients mark a verified field.
        if (account.Sealed) WriteField(json, words["clientapi.seal"], Html(account.Unit ?? KindWord(account.Kind)), Ids.TimeOf(account.Id));
        foreach (var (name, value) in FieldsOf(account)) WriteField(json, name, Html(value), null);
        json.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter json, string name, string value, DateTimeOffset? verified)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteTime("verified_at", verified);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Value)> FieldsOf(Account account) =>
        (JsonSerializer.Deserialize<List<Field>>(account.Fields, JsonSerializerOptions.Web) ?? []).Select(f => (f.Name ?? "", f.Value ?? ""));

    private string Html(string text) => text.Length == 0 ? "" : PostHtml.Render(text, PostText.Parse(text), _ => null, at.Topic);

    private string KindWord(AccountKind kind) => words[kind switch
    {
        AccountKind.Agency => "clientapi.kind.agency",
        AccountKind.Official => "clientapi.kind.official",
        AccountKind.Hall => "clientapi.kind.hall",
        _ => "clientapi.kind.citizen",
    }];

    private sealed record Field(string? Name, string? Value);
}
