using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Zhibo.Tests;

/// <summary>Somebody at a browser and with a program: both doors of the site, over real HTTP.</summary>
public sealed class Person(Town town, string name = "", string handle = "", long accountId = 0, long userId = 0, string? cookie = null, string? token = null)
{
    private readonly Dictionary<string, string> cookies = cookie is null ? [] : new() { ["zhibo"] = cookie };

    public string Name => name;

    public string Handle => handle;

    public long AccountId => accountId;

    public long UserId => userId;

    public string? Token => token;

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <summary>The same person at another node.</summary>
    public Person At(Town other) => new(other, name, handle, accountId, userId, cookie, token);

    // The browser.

    public Task<HttpResponseMessage> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Sends as a browser does: cookies, and where the request comes from. Follows no redirect.</summary>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(town.Address, request.RequestUri!);
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        if (request.Headers.Accept.Count == 0) request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        if (!request.Headers.Contains("Sec-Fetch-Site")) request.Headers.Add("Sec-Fetch-Site", "same-origin");
        AskFirst(request);
        var answer = await town.Phone.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var one in set) Keep(one);
        return answer;
    }

    /// <summary>Opens a page, following redirects; it must be there.</summary>
    public async Task<IHtmlDocument> Page(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await Follow(await Get(path));
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, $"{path}\n{Start(html)}");
        return await Parse(html, answer.RequestMessage!.RequestUri!);
    }

    /// <summary>Fills in a form of the page, sends it, and comes out on the page the site leads to.</summary>
    public async Task<IHtmlDocument> Submits(IHtmlDocument page, string form, params (string Name, string Value)[] fields) =>
        await Submits(page, form, HttpStatusCode.OK, fields);

    public async Task<IHtmlDocument> Submits(IHtmlDocument page, string form, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var found = page.QuerySelector(form) as IHtmlFormElement ?? throw new ShouldAssertException($"no form {form} on {page.Url}");
        var answer = await Follow(await Send(found.Fill(fields)));
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, $"{found.Action}\n{Start(html)}");
        return await Parse(html, answer.RequestMessage!.RequestUri!);
    }

    private async Task<HttpResponseMessage> Follow(HttpResponseMessage answer)
    {
        for (var hops = 0; hops < 5 && answer.Headers.Location is { } to; hops++)
        {
            if ((int)answer.StatusCode is not (301 or 302 or 303)) break;
            answer = await Send(new HttpRequestMessage(HttpMethod.Get, new Uri(answer.RequestMessage!.RequestUri!, to).PathAndQuery));
        }
        return answer;
    }

    // A site that refuses a large body hangs up on whoever keeps sending.
    private static void AskFirst(HttpRequestMessage request)
    {
        if (request.Content?.Headers.ContentLength > 500_000) request.Headers.ExpectContinue = true;
    }

    // Not a CookieContainer: it would judge expiry by the real clock.
    private void Keep(string setCookie)
    {
        var parts = setCookie.Split(';', StringSplitOptions.TrimEntries);
        var (key, value) = (parts[0].Split('=', 2)[0], parts[0].Split('=', 2)[1]);
        var gone = value.Length == 0 || parts.Any(p => p.Equals("max-age=0", StringComparison.OrdinalIgnoreCase) || p.Contains("1970", StringComparison.Ordinal));
        if (gone) cookies.Remove(key);
        else cookies[key] = value;
    }

    private static async Task<IHtmlDocument> Parse(string html, Uri address) =>
        (IHtmlDocument)await BrowsingContext.New().OpenAsync(page => page.Content(html).Address(address));

    private static string Start(string text) => text.Length > 600 ? text[..600] + "…" : text;

    // The program.

    /// <summary>Calls the JSON doors with the bearer token; the answer whatever it is.</summary>
    public Task<HttpResponseMessage> Calls(HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(town.Address, path)) { Content = body };
        request.Headers.Accept.ParseAdd("application/json");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var header in headers) request.Headers.Add(header.Name, header.Value);
        AskFirst(request);
        return town.Phone.SendAsync(request);
    }

    /// <summary>Calls and expects a good answer.</summary>
    public async Task<JsonElement> Json(HttpMethod method, string path, object? body = null)
    {
        var answer = await Calls(method, path, body is null ? null : JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)answer.StatusCode} {Start(text)}");
        return JsonDocument.Parse(text).RootElement;
    }

    public Task<JsonElement> Json(string path) => Json(HttpMethod.Get, path);

    /// <summary>发微博; its id.</summary>
    public async Task<string> Posts(string text, string visibility = "public", string? answering = null) =>
        (await Json(HttpMethod.Post, "/api/v1/statuses", new { status = text, visibility, in_reply_to_id = answering })).GetProperty("id").GetString()!;

    public Task<JsonElement> Reposts(string post) => Json(HttpMethod.Post, $"/api/v1/statuses/{post}/reblog");

    public Task<JsonElement> Likes(string post) => Json(HttpMethod.Post, $"/api/v1/statuses/{post}/favourite");

    public Task<JsonElement> Edits(string post, string text) => Json(HttpMethod.Put, $"/api/v1/statuses/{post}", new { status = text });

    public Task<JsonElement> Deletes(string post) => Json(HttpMethod.Delete, $"/api/v1/statuses/{post}");

    public Task<JsonElement> Follows(Person other) => Json(HttpMethod.Post, $"/api/v1/accounts/{other.AccountId}/follow");

    public Task<JsonElement> Blocks(Person other) => Json(HttpMethod.Post, $"/api/v1/accounts/{other.AccountId}/block");

    public Task<JsonElement> Mutes(Person other) => Json(HttpMethod.Post, $"/api/v1/accounts/{other.AccountId}/mute");

    /// <summary>The texts of a timeline ("home", "public", "tag/…"), newest first.</summary>
    public async Task<string[]> Timeline(string which) =>
        [.. (await Json($"/api/v1/timelines/{which}")).EnumerateArray().Select(s => PlainText(s.GetProperty("content").GetString()!))];

    public static string PlainText(string html) => new HtmlParser().ParseDocument(html).Body!.TextContent;
}

internal static class FormFilling
{
    /// <summary>The request a browser would send for this form with these fields typed in.</summary>
    public static HttpRequestMessage Fill(this IHtmlFormElement form, IEnumerable<(string Name, string Value)> typed)
    {
        var values = Defaults(form).ToList();
        foreach (var (name, value) in typed)
        {
            var known = form.QuerySelectorAll($"[name='{name}']");
            known.Length.ShouldBeGreaterThan(0, $"the form has no field {name}: {form.OuterHtml}");
            values.RemoveAll(v => v.Key == name);
            values.Add(new(name, value));
        }
        var action = form.GetAttribute("action") ?? "";
        var address = new Uri(new Uri(form.Owner!.Url), action).PathAndQuery;
        if (!"post".Equals(form.GetAttribute("method"), StringComparison.OrdinalIgnoreCase))
            return new(HttpMethod.Get, address.Split('?')[0] + "?" + string.Join('&', values.Select(v => $"{Uri.EscapeDataString(v.Key)}={Uri.EscapeDataString(v.Value)}")));
        return new(HttpMethod.Post, address) { Content = Body(form, values) };
    }

    private static IEnumerable<KeyValuePair<string, string>> Defaults(IHtmlFormElement form)
    {
        foreach (var field in form.Elements)
        {
            if (field.GetAttribute("name") is not { Length: > 0 } name || field.HasAttribute("disabled")) continue;
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsDefaultChecked: false }:
                case IHtmlInputElement { Type: "submit" or "button" or "file" }:
                case IHtmlButtonElement:
                    break;
                case IHtmlInputElement input: yield return new(name, input.DefaultValue); break;
                case IHtmlTextAreaElement area: yield return new(name, area.DefaultValue); break;
                case IHtmlSelectElement select: yield return new(name, select.Value ?? ""); break;
            }
        }
    }

    private static HttpContent Body(IHtmlFormElement form, List<KeyValuePair<string, string>> values)
    {
        if (form.GetAttribute("enctype") != "multipart/form-data") return new FormUrlEncodedContent(values);
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in values) parts.Add(new StringContent(value, Encoding.UTF8), name);
        return parts;
    }
}
