using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Search.Indexing;

namespace Zhibo.Tests.Search;

/// <summary>Somebody who looks for something.</summary>
internal static class Searching
{
    /// <summary>Waits until everything that was written can be found.</summary>
    public static async Task Indexed(this Town town)
    {
        await town.Quiet();
        await town.Services.GetRequiredService<PostIndexer>().Drain();
    }

    /// <summary>The texts of the posts that are found, in their order.</summary>
    public static async Task<string[]> Finds(this Person person, string question, string more = "") =>
        [.. (await person.Search(question, "&type=statuses" + more)).GetProperty("statuses").EnumerateArray().Select(s => Person.PlainText(s.GetProperty("content").GetString()!))];

    public static async Task<string[]> FindsAccounts(this Person person, string question) =>
        [.. (await person.Search(question, "&type=accounts")).GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("display_name").GetString()!)];

    public static async Task<string[]> FindsTopics(this Person person, string question) =>
        [.. (await person.Search(question, "&type=hashtags")).GetProperty("hashtags").EnumerateArray().Select(t => t.GetProperty("name").GetString()!)];

    public static Task<JsonElement> Search(this Person person, string question, string more = "") => person.Json($"/api/v2/search?q={Uri.EscapeDataString(question)}{more}");

    public static string Page(string question, string more = "") => $"/search?q={Uri.EscapeDataString(question)}{more}";
}
