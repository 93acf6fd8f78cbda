using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Zhibo.ClientApi.Wire;
using Zhibo.Posts;
using Zhibo.Shared;

namespace Zhibo.ClientApi;

/// <summary>
/// What a client sent, whatever way it sent it: JSON, a form or the query. <c>media_ids</c> and <c>media_ids[]</c> are
/// one name; what is nested is a set of fields of its own: <c>{"poll": {…}}</c>, <c>poll[multiple]</c>. An empty list is nothing, unless one asks for it.
/// </summary>
internal sealed class Fields
{
    private const int Deepest = 16, MostObjects = 200;
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nested = new(StringComparer.Ordinal);
    private readonly HashSet<string> _empty = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Fields>> _objects = new(StringComparer.Ordinal);

    private Fields()
    {
    }

    public static async Task<Fields> Read(HttpContext http)
    {
        var fields = new Fields();
        var request = http.Request;
        if (request.HasFormContentType) await fields.ReadForm(http);
        else if (request.HasJsonContentType()) await fields.ReadJson(http);
        else if (request.ContentLength > 0) throw new BadHttpRequestException("Neither JSON nor a form.", StatusCodes.Status415UnsupportedMediaType);
        if (request.QueryString.HasValue) fields.ReadQuery(request.Query);
        return fields;
    }

    public static Fields OfQuery(HttpContext http)
    {
        var fields = new Fields();
        if (http.Request.QueryString.HasValue) fields.ReadQuery(http.Request.Query);
        return fields;
    }

    public bool Has(string name) => _nested.Contains(name) || (_values.TryGetValue(name, out var values) && values.Exists(v => v.Length > 0));

    /// <summary>A JSON list was sent in which nothing stands.</summary>
    public bool IsEmptyList(string name) => _empty.Contains(name);

    /// <summary>Null when it was not sent.</summary>
    public string? Text(string name)
    {
        if (_nested.Contains(name)) throw Bad(name);
        return _values.TryGetValue(name, out var values) ? values[0] : null;
    }

    public bool? Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null or "" => null,
        "true" or "1" or "t" or "on" or "yes" => true,
        "false" or "0" or "f" or "off" or "no" => false,
        _ => throw Bad(name),
    };

    public long? Id(string name) => Text(name) is { Length: > 0 } text ? Paging.Ids(text) ?? throw Bad(name) : null;

    public IReadOnlyList<string> List(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <summary>What was sent as an object; null when there is none.</summary>
    public Fields? Object(string name) => Objects(name).FirstOrDefault();

    /// <summary>What was sent as a list of objects.</summary>
    public IReadOnlyList<Fields> Objects(string name) => _objects.TryGetValue(name, out var objects) ? objects : [];

    /// <summary>The ids of a list, each once.</summary>
    public IReadOnlyList<long> IdList(string name, int most)
    {
        var ids = List(name).Select(text => Paging.Ids(text) ?? 0).Distinct().ToList();
        return ids.Count <= most ? ids : throw new Refusal(RefusalKind.Invalid, "clientapi.too_many", name, name, most);
    }

    public Visibility? Visibility(string name) => Text(name) is { Length: > 0 } text ? WireNames.VisibilityOf(text) ?? throw Bad(name) : null;

    /// <summary>What this site cannot do is said, not left out in silence.</summary>
    public void Refuse(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Has(name)) throw Unsupported(name);
    }

    public static Refusal Unsupported(string name) => new(RefusalKind.Invalid, "clientapi.unsupported", name, name);

    public static Refusal Bad(string name) => new(RefusalKind.Invalid, "clientapi.bad_value", name, name);

    private async Task ReadForm(HttpContext http)
    {
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            foreach (var (name, values) in form) Add(name, values);
            foreach (var file in form.Files) _nested.Add(Plain(file.Name));
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            // The last part of the form is missing.
            throw new BadHttpRequestException("The form ends too early.", e);
        }
    }

    private void ReadQuery(IQueryCollection query)
    {
        foreach (var (name, values) in query)
            if (!_values.ContainsKey(Plain(name))) Add(name, values);
    }

    private void Add(string name, StringValues values)
    {
        var plain = Plain(name);
        if (plain.Length == name.Length || name.AsSpan(plain.Length).SequenceEqual("[]"))
        {
            foreach (var value in values) Add(plain, value ?? "");
            return;
        }
        _nested.Add(plain);
        Nest(plain, name[plain.Length..], values);
    }

    /// <summary><c>poll[options][]</c> is one object, <c>words[][text]</c> sent twice two, <c>words[1][text]</c> the second of them.</summary>
    private void Nest(string plain, string rest, StringValues values)
    {
        var close = rest.IndexOf(']', StringComparison.Ordinal);
        if (close < 0) return;
        var inner = rest[1..close];
        var further = rest[(close + 1)..];
        var listed = inner.Length == 0 || int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (!listed) ObjectAt(plain, 0)?.Add(inner + further, values);
        else if (inner.Length > 0) ObjectAt(plain, int.Parse(inner, CultureInfo.InvariantCulture))?.Add(Unbracketed(further), values);
        else foreach (var (place, value) in values.Index()) ObjectAt(plain, place)?.Add(Unbracketed(further), new StringValues(value));
    }

    /// <summary>Null beyond what anybody sends.</summary>
    private Fields? ObjectAt(string name, int place)
    {
        if (place >= MostObjects) return null;
        if (!_objects.TryGetValue(name, out var objects)) _objects[name] = objects = [];
        while (objects.Count <= place) objects.Add(new());
        return objects[place];
    }

    /// <summary>[text] is text, [text][] is text[].</summary>
    private static string Unbracketed(string rest) =>
        rest.Length > 2 && rest[0] == '[' && rest.IndexOf(']', StringComparison.Ordinal) is var close and > 1 ? rest[1..close] + rest[(close + 1)..] : "";

    private void Add(string name, string value)
    {
        if (_values.TryGetValue(name, out var values)) values.Add(value);
        else _values[name] = [value];
    }

    private static string Plain(string name) => name.IndexOf('[', StringComparison.Ordinal) is var at and > 0 ? name[..at] : name;

    private async Task ReadJson(HttpContext http)
    {
        using var document = await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = Deepest }, http.RequestAborted);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException();
        try
        {
            foreach (var property in document.RootElement.EnumerateObject()) ReadProperty(Plain(property.Name), property.Value);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8.
            throw new Refusal(RefusalKind.Invalid, "shared.text.invalid_unicode");
        }
    }

    private void ReadProperty(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            case JsonValueKind.String:
                Add(name, value.GetString()!);
                break;
            case JsonValueKind.Array:
                if (value.GetArrayLength() == 0) _empty.Add(name);
                foreach (var item in value.EnumerateArray()) ReadProperty(name, item);
                break;
            case JsonValueKind.Object:
                if (!value.EnumerateObject().MoveNext()) break;
                _nested.Add(name);
                if (ObjectAt(name, Objects(name).Count) is { } nested)
                    foreach (var property in value.EnumerateObject()) nested.ReadProperty(Plain(property.Name), property.Value);
                break;
            default:
                Add(name, value.GetRawText());
                break;
        }
    }
}
