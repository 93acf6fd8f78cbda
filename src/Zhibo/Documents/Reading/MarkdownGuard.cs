using Zhibo.Shared;

namespace Zhibo.Documents.Reading;

/// <summary>Refuses texts that no person writes and that would keep the reader of Markdown busy: looked at line by line, before
/// anything is understood.</summary>
internal static class MarkdownGuard
{
    private const int MostLines = 6_000, MostNesting = 12, MostColumns = 40, MostCells = 40_000, LongestRun = 200, MostBrackets = 1_000, MostMarks = 6_000;

    public static void Check(string body)
    {
        // Measured: fifteen thousand opening brackets took the library 23 seconds, a thousand a tenth of one.
        var signs = body.AsSpan();
        if (signs.Count('[') > MostBrackets || signs.Count('<') > MostBrackets || signs.Count('`') > MostMarks || signs.Count('*') + signs.Count('_') + signs.Count('~') > MostMarks)
            throw Bad("documents.body.many_signs", MostBrackets);
        var (lines, columns, rows) = (0, 0, 0);
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            if (++lines > MostLines) throw Bad("documents.body.many_lines", MostLines);
            if (Nesting(line) > MostNesting) throw Bad("documents.body.deep", MostNesting);
            if (Run(line) > LongestRun) throw Bad("documents.body.signs", LongestRun);
            // Rows are filled up to the width of their table.
            if (!line.IsWhiteSpace()) rows++;
            columns = Math.Max(columns, line.Count('|'));
        }
        if (columns > MostColumns || (long)columns * rows > MostCells) throw Bad("documents.body.wide", MostColumns);
    }

    /// <summary>Quotes and lists within each other at the beginning of a line; blanks may be a level too.</summary>
    private static int Nesting(ReadOnlySpan<char> line)
    {
        // A rule of many dashes or stars is one line across the page.
        if (line.Trim("-*_ ").IsEmpty) return 0;
        var (levels, blanks) = (0, 0);
        for (var at = 0; at < line.Length; at++)
        {
            var before = at + 1 < line.Length && (line[at + 1] is ' ' or '\t');
            if (line[at] is '>' || (before && (line[at] is '-' or '*' or '+' or '.' or ')'))) levels++;
            else if (line[at] is ' ') blanks++;
            else if (line[at] is '\t') blanks += 4;
            else if (!char.IsAsciiDigit(line[at])) break;
        }
        return levels + (blanks / 8);
    }

    /// <summary>The longest row of one sign that begins something: brackets, stars, ticks.</summary>
    private static int Run(ReadOnlySpan<char> line)
    {
        var (longest, run) = (0, 0);
        foreach (var sign in line)
        {
            run = sign is '[' or ']' or '(' or '*' or '_' or '`' or '!' or '<' or '&' or '\\' or '~' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static Refusal Bad(string word, int most) => new(RefusalKind.Invalid, word, "body", most);
}
