using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Zhibo.Accounts;
using Zhibo.Shared;

namespace Zhibo.Tests.ClientApi;

/// <summary>What stories about the client API say often.</summary>
internal static partial class Api
{
    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static bool Flag(this JsonElement element, string name) => element.GetProperty(name).GetBoolean();

    public static string[] Ids(this JsonElement list) => [.. list.EnumerateArray().Select(e => e.Text("id"))];

    /// <summary>The status code, and that a refusal says why in a sentence.</summary>
    public static async Task<HttpStatusCode> AsRefusal(this Task<HttpResponseMessage> call)
    {
        var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBeInRange(400, 499, text);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var body = JsonDocument.Parse(text);
        body.RootElement.Text("error").Length.ShouldBeGreaterThan(3);
        return answer.StatusCode;
    }

    /// <summary>Whether the call is answered, or refused as if there were nothing.</summary>
    public static async Task<bool> Sees(this Person person, string path)
    {
        var answer = await person.Calls(HttpMethod.Get, path);
        if (answer.StatusCode == HttpStatusCode.OK) return true;
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        return false;
    }

    /// <summary>A page of a list and where the next and the previous one are.</summary>
    public static async Task<(string[] Ids, string? Next, string? Prev)> Leaf(this Person person, string path)
    {
        var answer = await person.Calls(HttpMethod.Get, path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        using var body = JsonDocument.Parse(text);
        var links = answer.Headers.TryGetValues("Link", out var all) ? LinkHeader().Matches(string.Join(", ", all)).ToDictionary(m => m.Groups[2].Value, m => m.Groups[1].Value) : [];
        return (body.RootElement.Ids(), links.GetValueOrDefault("next"), links.GetValueOrDefault("prev"));
    }

    /// <summary>All ids of a list, following the links to older pages.</summary>
    public static async Task<List<string>> Walk(this Person person, string path)
    {
        List<string> ids = [];
        for (var next = path; next.Length > 0;)
        {
            var leaf = await person.Leaf(next);
            ids.AddRange(leaf.Ids);
            next = leaf.Next ?? "";
        }
        return ids;
    }

    /// <summary>The same person with a token that may do less.</summary>
    public static async Task<Person> WithScopes(this Person person, Town town, string scopes)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var id = await town.Use<Ids, long>(ids => Task.FromResult(ids.Next()));
        await town.Write(db => { db.Add(new AccessToken { Id = id, UserId = person.UserId, TokenHash = Town.Hash(secret), Scopes = scopes }); });
        return new Person(town, person.Name, person.Handle, person.AccountId, person.UserId, token: secret);
    }

    [GeneratedRegex("<([^>]+)>; rel=\"(\\w+)\"")]
    private static partial Regex LinkHeader();
}
