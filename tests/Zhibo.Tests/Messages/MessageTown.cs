using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace Zhibo.Tests.Messages;

/// <summary>People who write to each other in private.</summary>
internal static class MessageTown
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Writes on the page; comes out in the conversation.</summary>
    public static async Task<IHtmlDocument> WritesTo(this Person person, Person other, string text, HttpStatusCode expected = HttpStatusCode.OK) =>
        await person.Submits(await person.Page($"/messages/to/{other.Handle}"), "form.message-form", expected, ("text", text));

    /// <summary>Who stands in the list.</summary>
    public static async Task<string[]> Talks(this Person person, string list = "/messages") =>
        [.. (await person.Page(list)).QuerySelectorAll(".talks .what b").Select(b => b.TextContent.Trim())];

    public static string[] Said(this IHtmlDocument page) => [.. page.QuerySelectorAll(".bubble").Select(b => b.QuerySelector(".text, .tombstone")!.TextContent.Trim())];

    /// <summary>The number beside the place in the navigation.</summary>
    public static async Task<string> Badge(this Person person) => (await person.Page("/topics")).QuerySelector("[data-unread=messages]")!.TextContent.Split(' ')[0];

    public static async Task<long> OnlyTalk(this Town town) => await town.Read(db => db.Conversations.Select(c => c.Id).SingleAsync(Ct));

    public static string Path(long talk) => "/messages/" + talk.ToString(CultureInfo.InvariantCulture);

    public static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
}
