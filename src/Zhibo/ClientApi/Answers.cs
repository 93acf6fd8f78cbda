using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Zhibo.ClientApi.Wire;
using Zhibo.Posts.Reading;
using Zhibo.Web;

namespace Zhibo.ClientApi;

/// <summary>Writes answers: collected in one rented buffer, sent with their length.</summary>
internal static class Answers
{
    private const string Json = "application/json; charset=utf-8";
    private static readonly StringValues NoStore = "private, no-store";

    public static Task Statuses(HttpContext http, IReadOnlyList<Card> cards, Reader reader, string? link = null)
    {
        var body = new PageBuffer();
        WriteList(body, cards, reader);
        return Send(http, body, link);
    }

    public static Task Status(HttpContext http, Card card, Reader reader, string? source = null)
    {
        var body = new PageBuffer();
        card.Drawn.Write(body, new StatusFill(card.Sight, reader, source));
        return Send(http, body, null);
    }

    public static Task Entity(HttpContext http, Action<Utf8JsonWriter> write, string? link = null)
    {
        var body = new PageBuffer();
        using (var json = Pen.On(body)) write(json);
        return Send(http, body, link);
    }

    public static Task Empty(HttpContext http) => Entity(http, json =>
    {
        json.WriteStartObject();
        json.WriteEndObject();
    });

    /// <summary>For what is neither statuses alone nor an entity alone.</summary>
    public static Task Raw(HttpContext http, Action<IBufferWriter<byte>> write, string? link = null)
    {
        var body = new PageBuffer();
        write(body);
        return Send(http, body, link);
    }

    public static void WriteList(IBufferWriter<byte> output, IReadOnlyList<Card> cards, Reader reader)
    {
        output.Write("["u8);
        for (var i = 0; i < cards.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            cards[i].Drawn.Write(output, new StatusFill(cards[i].Sight, reader));
        }
        output.Write("]"u8);
    }

    private static Task Send(HttpContext http, PageBuffer body, string? link)
    {
        var response = http.Response;
        response.ContentType = Json;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = NoStore;
        if (link is not null) response.Headers.Link = link;
        response.BodyWriter.Write(body.Written.Span);
        body.Dispose();
        var sent = response.BodyWriter.FlushAsync(http.RequestAborted);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }
}
