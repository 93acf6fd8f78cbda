using System.Text.Json;
using System.Text.RegularExpressions;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.HouseRules;

/// <summary>What the documents point to exists, and what they say of settings is so.</summary>
public sealed partial class DocTests
{
    private static IEnumerable<SourceFile> Documents => House.Files.Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Links_lead_somewhere() =>
        (from file in Documents
         from target in Link().Matches(file.Text).Select(m => m.Groups["to"].Value)
         where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
         let path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.Path(file.Path))!, target))
         where !File.Exists(path) && !Directory.Exists(path)
         select $"{file.Path}: {target}")
        .ShouldBeNone("Write it, or take the link out:");

    [Fact]
    public void The_table_of_settings_names_every_key_with_its_default()
    {
        var told = SettingRow().Matches(File.ReadAllText(Repository.Path("docs/operate/configure.md")))
            .SelectMany(m => Code().Matches(m.Groups["keys"].Value).Select(key => (Key: key.Groups[1].Value, Default: m.Groups["value"].Value.Trim().Trim('`'))))
            .ToDictionary(s => s.Key, s => s.Default == "*empty*" ? "" : s.Default);
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.Path("src/Zhibo/appsettings.json")), new() { CommentHandling = JsonCommentHandling.Skip });
        var real = Flat(file.RootElement.GetProperty("Zhibo"), "").ToDictionary(s => s.Key, s => s.Value);

        real.Keys.Except(told.Keys).ShouldBeNone("Add the key to docs/operate/configure.md:");
        told.Keys.Except(real.Keys).ShouldBeNone("No such key in appsettings.json:");
        real.Where(s => told[s.Key] != s.Value).Select(s => $"{s.Key} is {s.Value}, the document says {told[s.Key]}").ShouldBeNone("Mend the document:");
    }

    private static IEnumerable<(string Key, string Value)> Flat(JsonElement section, string before) =>
        section.EnumerateObject().SelectMany(p => p.Value.ValueKind == JsonValueKind.Object
            ? Flat(p.Value, before + p.Name + ":")
            : [(before + p.Name, p.Value.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => p.Value.ToString() })]);

    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| (?<keys>`[^|]+`) \| (?<value>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
