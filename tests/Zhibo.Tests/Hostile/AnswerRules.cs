using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Zhibo.Tests.Hostile;

/// <summary>What holds for every answer of the site, whatever was asked and whoever asked.</summary>
internal static class AnswerRules
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the answer and gives its faults back, each in a line that begins with <paramref name="what"/>.</summary>
    public static async Task<IReadOnlyList<string>> Faults(HttpResponseMessage answer, string what)
    {
        var faults = new List<string>();
        // What is no HTTP at all is turned away by the server, before the site hears of it.
        if ((int)answer.StatusCode is 400 or 431 && answer.Content.Headers.ContentLength == 0 && !answer.Headers.Contains("X-Request-Id")) return [];
        if ((int)answer.StatusCode >= 500) faults.Add($"status {(int)answer.StatusCode}");
        Headers(answer, faults);
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream") await Body(answer, faults);
        answer.Dispose();
        return [.. faults.Select(f => $"{what}: {f}")];
    }

    private static void Headers(HttpResponseMessage answer, List<string> faults)
    {
        var policy = One(answer.Headers, "Content-Security-Policy");
        // Made to stand in other people's pages.
        if (answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/embed/", StringComparison.Ordinal)) policy = policy.Replace("frame-ancestors *", "frame-ancestors 'none'", StringComparison.Ordinal);
        foreach (var part in new[] { "default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'" })
            if (!policy.Contains(part, StringComparison.Ordinal)) faults.Add($"the policy lacks {part}: {policy}");
        if (policy.Contains("unsafe", StringComparison.Ordinal) || policy.Contains('*', StringComparison.Ordinal)) faults.Add($"the policy is open: {policy}");
        if (One(answer.Headers, "X-Content-Type-Options") != "nosniff") faults.Add("no nosniff");
        if (One(answer.Headers, "Referrer-Policy").Length == 0) faults.Add("no Referrer-Policy");
        if (One(answer.Headers, "X-Request-Id").Length == 0) faults.Add("no X-Request-Id");
        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By")) faults.Add("says what it runs on");
        if (answer.Headers.Location is { } to && !IsLocal(to.OriginalString)) faults.Add($"leads away to {to.OriginalString}");
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            faults.AddRange(cookies.Where(c => c.StartsWith("zhibo", StringComparison.Ordinal) && !(c.Contains("httponly", StringComparison.OrdinalIgnoreCase) && c.Contains("samesite=", StringComparison.OrdinalIgnoreCase))).Select(c => $"an open cookie: {c}"));
    }

    public static bool IsLocal(string address) =>
        address.StartsWith('/') && !(address.Length > 1 && address[1] is '/' or '\\') && !address.Any(char.IsControl) && !address.Contains('\\', StringComparison.Ordinal);

    private static async Task Body(HttpResponseMessage answer, List<string> faults)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (bytes.Length == 0 || !(type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal))) return;
        string text;
        try { text = Strict.GetString(bytes); }
        catch (DecoderFallbackException)
        {
            faults.Add("the answer is not UTF-8");
            return;
        }
        if (text.Contains("   at Zhibo.", StringComparison.Ordinal) || text.Contains("System.Exception", StringComparison.Ordinal)) faults.Add("shows a stack trace");
        if (type.Contains("json", StringComparison.Ordinal)) Json(text, faults);
        if (type.EndsWith("xml", StringComparison.Ordinal)) Xml(text, faults);
        if (type == "text/html") faults.AddRange(Page(new HtmlParser().ParseDocument(text)));
    }

    private static void Json(string text, List<string> faults)
    {
        try { using var _ = JsonDocument.Parse(text); }
        catch (JsonException e) { faults.Add($"broken JSON: {e.Message}"); }
    }

    private static void Xml(string text, List<string> faults)
    {
        try { XDocument.Parse(text); }
        catch (XmlException e) { faults.Add($"broken XML: {e.Message}"); }
    }

    /// <summary>Nothing a reader wrote may act, and nothing of ours may need what the policy forbids.</summary>
    public static IEnumerable<string> Page(IHtmlDocument page)
    {
        foreach (var script in page.Scripts.Where(s => s.Type != "application/ld+json"))
            if (script.Source is null || !IsLocal(script.Source) || script.Text.Trim().Length > 0) yield return $"script in the page: {script.OuterHtml}";
        // Data is not run, but it must be data.
        foreach (var data in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            List<string> faults = [];
            Json(data.TextContent, faults);
            foreach (var fault in faults) yield return fault;
        }
        foreach (var element in page.QuerySelectorAll("style, base:not([target=_top]), base[href], iframe, object, embed, applet, frame, [style], meta[http-equiv=refresh]"))
            yield return $"forbidden: {Start(element.OuterHtml)}";
        foreach (var element in page.All)
        {
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)) yield return $"{attribute.Name} in {Start(element.OuterHtml)}";
                if (attribute.Name is "href" or "src" or "action" or "formaction" or "xlink:href" or "poster" && !IsHarmless(attribute.Value))
                    yield return $"{attribute.Name} leads to {Start(attribute.Value)}";
            }
        }
        foreach (var form in page.Forms)
        {
            if (!IsLocal(form.GetAttribute("action") ?? "")) yield return $"a form without a local action: {Start(form.OuterHtml)}";
            if (form.QuerySelector("button:not([type=button]), input[type=submit]") is null) yield return $"a form without a button: {Start(form.OuterHtml)}";
        }
        foreach (var twin in page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1)) yield return $"the id {twin.Key} stands twice";
        if (string.IsNullOrEmpty(page.DocumentElement.GetAttribute("lang"))) yield return "no language";
        if (string.IsNullOrWhiteSpace(page.Title)) yield return "no title";
    }

    private static bool IsHarmless(string address) =>
        address.Length == 0 || address[0] is '#' or '?' || IsLocal(address)
        || address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith("https://", StringComparison.Ordinal)
        || address.StartsWith("mailto:", StringComparison.Ordinal) || address.StartsWith("data:image/", StringComparison.Ordinal)
        || address.StartsWith("otpauth:", StringComparison.Ordinal);

    private static string One(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    private static string Start(string text) => text.Length > 160 ? text[..160] + "…" : text;
}
