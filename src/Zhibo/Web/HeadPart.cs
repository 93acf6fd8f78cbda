namespace Zhibo.Web;

/// <summary>A piece in the head of the page of one thing (a post, a topic, a hall) that a module above writes: feeds, JSON-LD,
/// previews.</summary>
/// <param name="Order">Lower comes first.</param>
/// <param name="Html">The thing, language of the page and address of the site (no slash at the end); encoded markup, or null for nothing.</param>
public sealed record HeadPart<T>(int Order, Func<T, string, string, CancellationToken, ValueTask<string?>> Html);

/// <summary>Writes the pieces in their order.</summary>
public sealed class HeadParts<T>(IEnumerable<HeadPart<T>> parts)
{
    private readonly HeadPart<T>[] _parts = [.. parts.OrderBy(p => p.Order)];

    public async ValueTask<string> Html(T thing, string language, string site, CancellationToken ct)
    {
        var html = "";
        foreach (var part in _parts) html += await part.Html(thing, language, site, ct);
        return html;
    }
}
