using System.Text.RegularExpressions;
using Mono.Cecil;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.HouseRules;

/// <summary>The house as the rules see it: its source files, its compiled code, its module table.</summary>
internal static partial class House
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "node_modules", "artifacts", "data", "TestResults", ".vs", ".idea"];

    /// <summary>Modules that put the house together: they may use everything, everything may use their public types.</summary>
    public static readonly string[] Composition = ["Data", "Commands", ""];

    private static readonly Lazy<ModuleDefinition> Compiled = new(() =>
        ModuleDefinition.ReadModule(typeof(Zhibo.Data.Db).Assembly.Location, new ReaderParameters { ReadSymbols = true }));

    public static ModuleDefinition Program => Compiled.Value;

    /// <summary>Every type of the program but those that generators put into namespaces of their own.</summary>
    public static IEnumerable<TypeDefinition> Types => Program.Types.Where(t => IsOurs(t) && t.Name != "<Module>");

    public static IReadOnlyList<SourceFile> Files { get; } = [.. Walk(new DirectoryInfo(Repository.Root)).OrderBy(f => f.Path, StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> Sources(params string[] extensions) =>
        Files.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && extensions.Contains(Path.GetExtension(f.Path)) && !f.Path.Contains("/wwwroot/lib/", StringComparison.Ordinal));

    public static bool IsOurs(TypeReference type) => Outermost(type).Namespace is "Zhibo" || Outermost(type).Namespace.StartsWith("Zhibo.", StringComparison.Ordinal);

    /// <summary>"Posts" for Zhibo.Posts.Writing.CreatePost; "" for what stands at the root.</summary>
    public static string ModuleOf(TypeReference type)
    {
        var parts = Outermost(type).Namespace.Split('.');
        return parts.Length > 1 ? parts[1] : "";
    }

    public static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }

    public static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>Rows "| Module | may import |" of ARCHITECTURE.md: the law.</summary>
    public static IReadOnlyDictionary<string, string[]> ModuleTable { get; } =
        TableRow().Matches(File.ReadAllText(Repository.Path("ARCHITECTURE.md")))
            .ToDictionary(m => m.Groups["module"].Value, m => m.Groups["imports"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(f => !NotOurs.Contains(f.Name)).Select(f => new SourceFile(f)).Concat(folder.EnumerateDirectories().Where(d => !NotOurs.Contains(d.Name)).SelectMany(Walk));

    [GeneratedRegex(@"^\| `(?<module>\w+)` *\|(?<imports>[\w, ]*)\|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}

internal sealed class SourceFile(FileInfo file)
{
    private readonly Lazy<string> text = new(() => File.ReadAllText(file.FullName));

    /// <summary>From the root of the repository, with forward slashes.</summary>
    public string Path { get; } = System.IO.Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/');

    public string Text => text.Value;

    public string[] Lines => Text.Split('\n');

    public bool IsText => System.IO.Path.GetExtension(Path) is not (".png" or ".jpg" or ".ico" or ".woff2" or ".webp" or ".db" or ".gz" or ".br");

    public override string ToString() => Path;
}

internal static class Offenders
{
    /// <summary>Fails with one offender a line and what to do about it.</summary>
    public static void ShouldBeNone(this IEnumerable<string> offenders, string whatToDo)
    {
        var list = offenders.Distinct().Order(StringComparer.Ordinal).ToList();
        if (list.Count > 0) Assert.Fail($"{whatToDo}\n  " + string.Join("\n  ", list));
    }
}
