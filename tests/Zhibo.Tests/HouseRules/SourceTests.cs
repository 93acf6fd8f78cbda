using System.Text.RegularExpressions;

namespace Zhibo.Tests.HouseRules;

/// <summary>What may not stand in any file of the repository.</summary>
public sealed partial class SourceTests
{
    // This file names what it forbids.
    private const string Here = "tests/Zhibo.Tests/HouseRules/SourceTests.cs";

    [Fact]
    public void No_file_knows_the_machine_it_was_written_on() =>
        Lines(MachinePath()).ShouldBeNone("Use a path from the repository, the settings or the temporary folder of the system:");

    [Fact]
    public void Nothing_is_left_to_do() => Lines(LeftOver()).ShouldBeNone("Do it, or file an issue and take the note out:");

    [Fact]
    public void Text_is_utf8_without_mark_and_with_unix_lines() =>
        House.Files.Where(f => f.IsText && !f.Path.Contains("/Fixtures/", StringComparison.Ordinal) && (f.Text.StartsWith('\uFEFF') || f.Text.Contains('\r', StringComparison.Ordinal) || f.Text.Contains('\uFFFD', StringComparison.Ordinal)))
            .Select(f => f.Path).ShouldBeNone("Save as UTF-8 without a byte order mark, lines ending in LF:");

    [Fact]
    public void Settings_are_documented_by_the_program_itself() =>
        House.Sources(".cs").Where(f => f.Text.Contains("Environment.GetEnvironmentVariable", StringComparison.Ordinal))
            .Select(f => f.Path).ShouldBeNone("Settings come through Shared/Settings.cs, which refuses unknown keys:");

    /// <summary>A crowd can hold every connection while it waits for such a reader's thread.</summary>
    [Fact]
    public void Who_reads_while_a_thread_waits_uses_connections_apart() =>
        House.Sources(".cs").Where(f => !f.Path.StartsWith("src/Zhibo/Data/", StringComparison.Ordinal) && f.Path.StartsWith("src/", StringComparison.Ordinal) && f.Text.Contains(".CreateDbContext()", StringComparison.Ordinal))
            .Select(f => f.Path).ShouldBeNone("Use CreateDbContextAsync, or Engine.ReadHeld where a thread waits:");

    private static IEnumerable<string> Lines(Regex forbidden) =>
        from file in House.Files
        where file.IsText && file.Path != Here && file.Path != "package-lock.json"
        from line in file.Lines.Index()
        where forbidden.IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"(?<![\w./~-])/(work|root|tmp|home/\w+|Users/\w+)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex LeftOver();
}
