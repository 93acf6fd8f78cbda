using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhibo.Web;

/// <summary>What stands in the holes of a <see cref="Stencil"/> this time.</summary>
public interface IStencilFill
{
    /// <summary>Writes the UTF-8 HTML for one hole; already encoded.</summary>
    void Write(int slot, IBufferWriter<byte> output);

    /// <summary>Whether an optional section is written.</summary>
    bool Shows(int slot);
}

/// <summary>
/// A component rendered once, cut at marks into UTF-8 pieces. Filling it copies bytes, which is five to eight
/// times faster than rendering the component again.
/// </summary>
public sealed class Stencil
{
    // Marks carry a secret of this process: no citizen can write a text that is taken for a hole.
    private static readonly string Secret = "z" + RandomNumberGenerator.GetHexString(16, lowercase: true);
    private static readonly Regex Marks = new(Secret + "_([hbe])_([A-Za-z]+)_", RegexOptions.CultureInvariant);

    private readonly Part[] _parts;

    private Stencil(Part[] parts, int fixedLength)
    {
        _parts = parts;
        FixedLength = fixedLength;
    }

    private enum Kind : byte { Bytes, Hole, Begin, End }

    /// <summary>Bytes held: what a cache of stencils counts.</summary>
    public int FixedLength { get; }

    /// <summary>The text to pass as a parameter where a hole shall be; letters, digits and _ only.</summary>
    public static string Mark(string slot) => $"{Secret}_h_{slot}_";

    /// <summary>Opens an optional section.</summary>
    public static string Begin(string slot) => $"{Secret}_b_{slot}_";

    public static string End(string slot) => $"{Secret}_e_{slot}_";

    /// <summary>Cuts rendered HTML; the place of a name in <paramref name="slots"/> is its number.</summary>
    public static Stencil Cut(string html, IReadOnlyList<string> slots)
    {
        var numbers = slots.Select((name, number) => (name, number)).ToDictionary(s => s.name, s => s.number, StringComparer.Ordinal);
        var parts = new List<Part>();
        var (from, length) = (0, 0);
        foreach (Match mark in Marks.Matches(html))
        {
            Keep(html[from..mark.Index]);
            from = mark.Index + mark.Length;
            var name = mark.Groups[2].Value;
            if (!numbers.TryGetValue(name, out var slot))
                throw new ArgumentException($"The component has a hole '{name}' that is not among its slots.", nameof(slots));
            parts.Add(new Part(mark.Groups[1].Value switch { "h" => Kind.Hole, "b" => Kind.Begin, _ => Kind.End }, slot, []));
        }

        Keep(html[from..]);
        return new Stencil([.. parts], length);

        void Keep(string text)
        {
            if (text.Length == 0)
                return;
            var bytes = Encoding.UTF8.GetBytes(text);
            length += bytes.Length;
            parts.Add(new Part(Kind.Bytes, -1, bytes));
        }
    }

    /// <summary>The same with the names of an enum as slots.</summary>
    public static Stencil Cut<TSlot>(string html)
        where TSlot : struct, Enum => Cut(html, Enum.GetNames<TSlot>());

    public void Write<TFill>(IBufferWriter<byte> output, in TFill fill)
        where TFill : IStencilFill
    {
        // A section may hold others: while it is hidden nothing in it is looked at, so its number is all the state there is.
        var hidden = -1;
        foreach (ref readonly var part in _parts.AsSpan())
        {
            if (hidden >= 0)
            {
                if (part.Kind == Kind.End && part.Slot == hidden)
                    hidden = -1;
                continue;
            }

            if (part.Kind == Kind.Bytes)
                output.Write(part.Bytes);
            else if (part.Kind == Kind.Hole)
                fill.Write(part.Slot, output);
            else if (part.Kind == Kind.Begin && !fill.Shows(part.Slot))
                hidden = part.Slot;
        }
    }

    private readonly record struct Part(Kind Kind, int Slot, byte[] Bytes);
}
