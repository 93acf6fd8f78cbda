using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests;

/// <summary>Compares with a file that people have looked at. <c>ACCEPT=1 ./test</c> rewrites it; the change is reviewed
/// like code. What differs from run to run (ids, ports, fractions of seconds, fingerprints of files) gets stable names.</summary>
public static partial class Golden
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Match(string name, JsonElement json) => Match(name, json.GetRawText());

    public static void Match(string name, string text, [CallerFilePath] string test = "")
    {
        var actual = Steady(name.EndsWith(".json", StringComparison.Ordinal) ? JsonNode.Parse(text)!.ToJsonString(Readable) : text).TrimEnd() + "\n";
        var file = Repository.Path("tests", "Zhibo.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }
        File.Exists(file).ShouldBeTrue($"no golden file {name} yet: ACCEPT=1 ./test {Path.GetFileNameWithoutExtension(test)}");
        actual.ShouldBe(File.ReadAllText(file), $"Golden/{name} differs; if it is right: ACCEPT=1 ./test {Path.GetFileNameWithoutExtension(test)}");
    }

    public static string Steady(string text)
    {
        text = Town().Replace(text, "http://town");
        text = Fraction().Replace(text, "$1.000");
        text = Fingerprint().Replace(text, ".hash.");
        var ids = new Dictionary<string, string>();
        return Id().Replace(text, found =>
        {
            if (!ids.TryGetValue(found.Value, out var name)) ids[found.Value] = name = $"id-{ids.Count + 1}";
            return name;
        });
    }

    [GeneratedRegex(@"https?://(127\.0\.0\.1|localhost):\d+")]
    private static partial Regex Town();

    [GeneratedRegex(@"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"(?<=[\w-])[.-][0-9a-fA-F]{8,64}\.(?=css|js|svg|png)")]
    private static partial Regex Fingerprint();

    // Ids of this century have 17 to 19 digits.
    [GeneratedRegex(@"(?<![\d.])[1-9]\d{16,18}(?!\d)")]
    private static partial Regex Id();
}
