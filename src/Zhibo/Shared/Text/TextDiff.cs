using System.Globalization;

namespace Zhibo.Shared.Text;

public enum DiffKind
{
    Same,
    Added,
    Removed,
}

public sealed record DiffPart(DiffKind Kind, string Text);

/// <summary>What changed between two versions: by character in Chinese, by word in scripts with spaces.</summary>
public static class TextDiff
{
    /// <summary>The table grows with the product of the lengths; longer texts are shown as replaced.</summary>
    private const int MostCells = 4_000_000;

    public static IReadOnlyList<DiffPart> Between(string before, string after)
    {
        var (old, now) = (Tokens(before), Tokens(after));
        if ((long)old.Count * now.Count > MostCells)
            return [new(DiffKind.Removed, before), new(DiffKind.Added, after)];
        return Join(Steps(old, now));
    }

    /// <summary>Of texts of many lines: whole lines first, then within those that were changed.</summary>
    public static IReadOnlyList<DiffPart> OfLines(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        if ((long)old.Count * now.Count > MostCells) return [new(DiffKind.Removed, before), new(DiffKind.Added, after)];
        List<DiffPart> parts = [];
        foreach (var part in Join(Steps(old, now)))
        {
            // What was removed comes right before what came in its place.
            if (part.Kind != DiffKind.Added || parts is not [.., { Kind: DiffKind.Removed } removed]) parts.Add(part);
            else parts = [.. parts.SkipLast(1), .. Between(removed.Text, part.Text)];
        }
        return parts;
    }

    private static List<string> Lines(string text)
    {
        List<string> lines = [.. text.Split('\n').Select(line => line + "\n")];
        lines[^1] = lines[^1][..^1];
        return lines;
    }

    private static IEnumerable<DiffPart> Steps(List<string> old, List<string> now)
    {
        var common = CommonLengths(old, now);
        var (i, j) = (0, 0);
        while (i < old.Count && j < now.Count)
        {
            if (old[i] == now[j])
            {
                yield return new(DiffKind.Same, now[j]);
                (i, j) = (i + 1, j + 1);
            }
            else if (common[i + 1, j] >= common[i, j + 1])
                yield return new(DiffKind.Removed, old[i++]);
            else
                yield return new(DiffKind.Added, now[j++]);
        }

        for (; i < old.Count; i++) yield return new(DiffKind.Removed, old[i]);
        for (; j < now.Count; j++) yield return new(DiffKind.Added, now[j]);
    }

    /// <summary>[i, j]: length of the longest common subsequence of what follows i and j.</summary>
    private static int[,] CommonLengths(List<string> old, List<string> now)
    {
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }

    /// <summary>Neighbours of one kind become one part; within a change what was removed comes first.</summary>
    private static List<DiffPart> Join(IEnumerable<DiffPart> steps)
    {
        var parts = new List<DiffPart>();
        var (removed, added) = ("", "");
        foreach (var step in steps)
        {
            if (step.Kind == DiffKind.Removed) removed += step.Text;
            else if (step.Kind == DiffKind.Added) added += step.Text;
            else
            {
                Flush();
                if (parts is [.., { Kind: DiffKind.Same } last]) parts[^1] = last with { Text = last.Text + step.Text };
                else parts.Add(step);
            }
        }

        Flush();
        return parts;

        void Flush()
        {
            if (removed.Length > 0) parts.Add(new(DiffKind.Removed, removed));
            if (added.Length > 0) parts.Add(new(DiffKind.Added, added));
            (removed, added) = ("", "");
        }
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(text);
        var inWord = false;
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            // Letters and digits of half width belong to words; Han characters stand alone.
            var word = char.IsLetterOrDigit(element[0]) && element[0] < '\u2e80';
            if (word && inWord) tokens[^1] += element;
            else tokens.Add(element);
            inWord = word;
        }
        return tokens;
    }
}
