using Mono.Cecil;

namespace Zhibo.Tests.HouseRules;

/// <summary>The tail is bounded. Aimed at: files of 200 lines, methods of 30.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 60;
    private const int MostParameters = 6;

    /// <summary>What may be larger, and why.</summary>
    private static readonly Dictionary<string, string> Excused = [];

    [Fact]
    public void Files_can_be_read_in_one_sitting() =>
        (from file in House.Files
         where Path.GetExtension(file.Path) is ".cs" or ".razor" or ".js" or ".mjs" or ".css" or ".sh" || file.Path == "test"
         let lines = file.Lines.Length
         where lines > LongestFile && !Excused.ContainsKey(file.Path)
         select $"{file.Path}: {lines} lines")
        .ShouldBeNone($"Split at a seam, {LongestFile} lines is the limit:");

    [Fact]
    public void Methods_fit_on_a_screen() =>
        (from method in Methods()
         let lines = Lines(method)
         where lines > LongestMethod && !method.Name.StartsWith("Map", StringComparison.Ordinal) && !Excused.ContainsKey(method.FullName)
         select $"{method.FullName}: {lines} lines")
        .ShouldBeNone($"Name the parts, {LongestMethod} lines is the limit:");

    [Fact]
    public void Constructors_ask_for_few_things() =>
        (from type in House.Types.SelectMany(House.WithNested)
         where !IsRecord(type) && !type.Name.Contains('<', StringComparison.Ordinal) && !Excused.ContainsKey(type.FullName)
         from constructor in type.Methods
         where constructor.IsConstructor && constructor.Parameters.Count > MostParameters
         select $"{type.FullName}: {constructor.Parameters.Count} parameters")
        .ShouldBeNone($"It does too much, {MostParameters} parameters is the limit:");

    [Fact]
    public void Excuses_are_still_needed() =>
        Excused.Keys.Where(k => House.Files.All(f => f.Path != k) && Methods().All(m => m.FullName != k) && House.Program.GetType(k) is null)
            .ShouldBeNone("Nothing of this name exists any more:");

    private static IEnumerable<MethodDefinition> Methods() => House.Types.SelectMany(House.WithNested).SelectMany(t => t.Methods);

    private static bool IsRecord(TypeDefinition type) => type.Methods.Any(m => m.Name is "<Clone>$" or "PrintMembers");

    /// <summary>From the first statement to the last, in files people write.</summary>
    private static int Lines(MethodDefinition method)
    {
        var points = method.DebugInformation.SequencePoints
            .Where(p => !p.IsHidden && p.Document.Url.EndsWith(".cs", StringComparison.Ordinal) && !p.Document.Url.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
            .ToList();
        return points.Count == 0 ? 0 : points.Max(p => p.EndLine) - points.Min(p => p.StartLine) + 1;
    }
}
