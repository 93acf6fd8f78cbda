using System.Text.Json;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.Feeds;

/// <summary>The vocabulary of schema.org, read where it lies: which types there are, and which properties they have.</summary>
internal sealed class SchemaOrg
{
    private readonly Dictionary<string, string[]> _above = [];
    private readonly Dictionary<string, string[]> _domains = [];

    private SchemaOrg(JsonElement graph)
    {
        foreach (var node in graph.EnumerateArray())
        {
            var name = Short(node.GetProperty("@id").GetString()!);
            if (node.TryGetProperty("schema:domainIncludes", out var domains)) _domains[name] = Names(domains);
            else if (node.GetProperty("@type").ToString().Contains("rdfs:Class", StringComparison.Ordinal)) _above[name] = node.TryGetProperty("rdfs:subClassOf", out var above) ? Names(above) : [];
        }
    }

    public static SchemaOrg Read() => new(JsonDocument.Parse(File.ReadAllBytes(Repository.Pack("schemaorg", "schemaorg-all-https.jsonld"))).RootElement.GetProperty("@graph"));

    /// <summary>Types and properties that schema.org does not know, or not of this type.</summary>
    public IReadOnlyList<string> Faults(JsonElement data) => [.. Of(data)];

    private IEnumerable<string> Of(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Array) return data.EnumerateArray().SelectMany(Of);
        return data.ValueKind == JsonValueKind.Object ? OfThing(data) : [];
    }

    private IEnumerable<string> OfThing(JsonElement thing)
    {
        var type = thing.GetProperty("@type").GetString()!;
        if (!_above.ContainsKey(type)) yield return $"no type {type}";
        foreach (var member in thing.EnumerateObject().Where(m => !m.Name.StartsWith('@')))
        {
            if (!_domains.TryGetValue(member.Name, out var domains) || !domains.Any(domain => Is(type, domain))) yield return $"{type} has no {member.Name}";
            foreach (var fault in Of(member.Value)) yield return fault;
        }
    }

    private bool Is(string type, string wanted) => type == wanted || (_above.TryGetValue(type, out var above) && above.Any(a => Is(a, wanted)));

    private static string[] Names(JsonElement ids) =>
        ids.ValueKind == JsonValueKind.Array ? [.. ids.EnumerateArray().Select(i => Short(i.GetProperty("@id").GetString()!))] : [Short(ids.GetProperty("@id").GetString()!)];

    private static string Short(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
