using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Zhibo.Shared.Text;

namespace Zhibo.Shared.Http;

/// <summary>The three faces of a failure.</summary>
internal sealed class FailureFaces(IServiceProvider services, ILogger<FailureFaces> log)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task Write(HttpContext http, Failure failure)
    {
        var words = services.GetService<WordsOf>()?.Invoke(http) ?? Words.For(Words.Pick(http.Request.Headers.AcceptLanguage));
        var message = failure.Word is null ? null : words[failure.Word, failure.Args];
        var door = http.Door();
        if (door != Door.Page && failure.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer realm=\"zhibo\"";
        switch (door)
        {
            case Door.Json: await Problem(http, failure, words, message); break;
            case Door.Mastodon: await Mastodon(http, failure, message ?? words[failure.StatusWord]); break;
            case Door.Page: await Page(http, failure, words, message); break;
        }
    }

    /// <summary>RFC 9457; <c>code</c> is the key of the word, for programs that act on it.</summary>
    private static Task Problem(HttpContext http, Failure failure, Words words, string? message) =>
        Send(http, "application/problem+json; charset=utf-8", json =>
        {
            json.WriteString("title", words[failure.StatusWord]);
            json.WriteNumber("status", failure.Status);
            if (message is not null) json.WriteString("detail", message);
            json.WriteString("code", failure.Word ?? failure.StatusWord);
            if (failure.Field is not null) json.WriteString("field", failure.Field);
            json.WriteString("requestId", http.TraceIdentifier);
        });

    private static Task Mastodon(HttpContext http, Failure failure, string message) =>
        Send(http, "application/json; charset=utf-8", json =>
        {
            // Below /oauth the error is a code of RFC 6749 and the sentence stands beside it.
            var oauth = http.Request.Path.StartsWithSegments("/oauth");
            json.WriteString("error", oauth ? OAuthCode(failure.Status) : message);
            if (oauth) json.WriteString("error_description", message);
        });

    private static string OAuthCode(int status) => status switch
    {
        401 => "invalid_client",
        403 => "access_denied",
        503 or 429 => "temporarily_unavailable",
        >= 500 => "server_error",
        _ => "invalid_request",
    };

    private async Task Page(HttpContext http, Failure failure, Words words, string? message)
    {
        if (failure.Status == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(http.Request.Method))
        {
            // Somebody followed a link to a page of their own: let them sign in and come back.
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = "/sign-in?back=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString);
            return;
        }
        if (services.GetService<WriteErrorPage>() is { } write)
        {
            try
            {
                await write(http, failure, message);
                return;
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                log.LogError("The error page failed for request {RequestId}: {Trace}", http.TraceIdentifier, ExceptionText.Of(e));
                http.Response.ContentLength = null;
            }
        }
        await Plain(http, words, message ?? words[failure.StatusWord]);
    }

    /// <summary>Needs nothing that could be broken.</summary>
    private static async Task Plain(HttpContext http, Words words, string message)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        if (HttpMethods.IsHead(http.Request.Method)) return;
        var text = WebUtility.HtmlEncode(message);
        await http.Response.WriteAsync(
            $"<!DOCTYPE html><html lang=\"{words.Language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">" +
            $"<title>{text}</title><h1>{text}</h1><p><a href=\"/\">{WebUtility.HtmlEncode(words["shared.error.home"])}</a></p><p><small>{http.TraceIdentifier}</small></p></html>",
            Encoding.UTF8, http.RequestAborted);
    }

    private static async Task Send(HttpContext http, string type, Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        await using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }
        http.Response.ContentType = type;
        http.Response.ContentLength = buffer.WrittenCount;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }
}
