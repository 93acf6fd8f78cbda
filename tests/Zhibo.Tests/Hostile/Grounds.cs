using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Zhibo.Tests.Hostile;

/// <summary>The ground of the attack: a small town with something of everything, every route it serves, and every form
/// its pages show. Taken from the running site, so that a new route is attacked from its first day.</summary>
internal sealed partial class Grounds : IAsyncDisposable
{
    public const string Password = "weave-for-people";

    private Grounds(Town town) => Town = town;

    public Town Town { get; }

    public Person Wang { get; private set; } = null!;

    public Person Mallory { get; private set; } = null!;

    public string Post { get; private set; } = "";

    public static async Task<Grounds> Prepare(EngineKind engine)
    {
        var grounds = new Grounds(await Town.Start(engine, new()
        {
            // With a domain there is mail, and with mail there are more forms.
            Settings = settings => settings.Site.Domain = "zhibo.example",
        }));
        await grounds.Settle();
        return grounds;
    }

    private async Task Settle()
    {
        Wang = await Town.Citizen("王小微", "wang", password: Password);
        Mallory = await Town.Citizen("马乐里", "mallory", password: Password);
        Post = await Wang.Posts("橘子熟了 #今日德阳# @马乐里");
        await Mallory.Posts("看见了", answering: Post);
        await Mallory.Follows(Wang);
        await Town.Quiet();
    }

    /// <summary>Method and address of every route, its places filled with what exists.</summary>
    public IReadOnlyList<(string Method, string Path, string Pattern)> Routes() =>
    [
        .. from endpoint in Town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           orderby pattern, method
           select (method, Fill(pattern), pattern),
    ];

    public string Fill(string pattern, string? everywhere = null) => Place().Replace(pattern, found => everywhere ?? found.Groups[1].Value switch
    {
        "handle" => Wang.Handle,
        "id" when pattern.Contains("/accounts/", StringComparison.Ordinal) => Wang.AccountId.ToString(CultureInfo.InvariantCulture),
        "id" => Post,
        "name" when pattern.Contains("topic", StringComparison.Ordinal) || pattern.Contains("tag", StringComparison.Ordinal) => HostileText.Encode("今日德阳"),
        _ => "nothing",
    });

    /// <summary>Every form on every page, each kind once.</summary>
    public async Task<IReadOnlyList<FoundForm>> Forms()
    {
        var found = new Dictionary<string, FoundForm>();
        foreach (var person in new[] { Wang, Town.Stranger })
        {
            foreach (var (method, path, pattern) in Routes().Where(r => r.Method == "GET" && !r.Path.StartsWith("/api", StringComparison.Ordinal) && r.Path != "/events"))
            {
                var answer = await person.Get(path);
                if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
                foreach (var form in new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).Forms)
                {
                    var kind = Number().Replace(form.GetAttribute("action") ?? "", "*") + " " + string.Join(',', FieldsOf(form).Select(f => f.Key));
                    found.TryAdd(kind, new(person, $"{pattern} {kind}", form.GetAttribute("method") ?? "get", form.GetAttribute("action") ?? "", [.. FieldsOf(form)]));
                }
            }
        }
        return [.. found.Values];
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form) =>
        from field in form.Elements
        let name = field.GetAttribute("name")
        where !string.IsNullOrEmpty(name)
        let value = field switch { IHtmlTextAreaElement area => area.DefaultValue, IHtmlSelectElement chosen => chosen.Value ?? "", _ => field.GetAttribute("value") ?? "" }
        select KeyValuePair.Create(name, value);

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}

internal sealed record FoundForm(Person Person, string Where, string Method, string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Ends the session that the attack needs.</summary>
    public bool EndsEverything => Action.StartsWith("/sign-out", StringComparison.Ordinal);

    /// <summary>The form as a browser sends it, one field replaced by raw bytes.</summary>
    public HttpRequestMessage With(string field, HostileText text)
    {
        var body = string.Join('&', Fields.DistinctBy(f => f.Key).Select(f => $"{HostileText.Encode(f.Key)}={(f.Key == field ? text.Encoded() : HostileText.Encode(f.Value))}"));
        if (Method.Equals("get", StringComparison.OrdinalIgnoreCase)) return new(HttpMethod.Get, Action + "?" + body[..Math.Min(body.Length, 6000)]);
        return new(HttpMethod.Post, Action) { Content = new StringContent(body, null, "application/x-www-form-urlencoded") };
    }
}
