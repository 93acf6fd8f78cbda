using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Agencies.Lines;

/// <summary>The lines, in memory. Those that come with the program hold until somebody changes one; then all are rows.</summary>
public sealed class LineList : IWatch<LinesChanged>, IForget
{
    private static readonly IReadOnlyList<(Line Line, string[] Others)> BuiltIn = Read();

    private static readonly ILookup<string, string> OtherNames =
        BuiltIn.SelectMany(b => b.Others.Select(other => (other, b.Line.Key))).ToLookup(n => n.other, n => n.Key);

    private readonly Engine engine;
    private readonly Held<IReadOnlyList<Line>> held;

    public LineList(Engine engine)
    {
        this.engine = engine;
        held = new(Load);
    }

    /// <summary>In the order they are shown in.</summary>
    public IReadOnlyList<Line> Now => held.Now;

    public Line? Of(string key) => Now.FirstOrDefault(l => l.Key == key);

    /// <summary>The name readers see; the key where the line is gone.</summary>
    public string NameOf(string key) => Of(key)?.Name ?? key;

    /// <summary>By key, name, or another name the program knows: 公安, gongan, 公安局.</summary>
    public Line? Named(string text)
    {
        var wanted = AgencyText.Key(text);
        return Now.FirstOrDefault(l => l.Key == wanted) ?? Now.FirstOrDefault(l => AgencyText.Key(l.Name) == wanted)
            ?? OtherNames[wanted].Select(Of).FirstOrDefault(l => l is not null);
    }

    /// <summary>Up to three that share most signs with the text, to offer instead.</summary>
    public IReadOnlyList<Line> Near(string text)
    {
        var wanted = AgencyText.Key(text).ToHashSet();
        return [.. Now.Select(l => (Line: l, Shared: l.Name.Count(wanted.Contains))).Where(n => n.Shared > 0).OrderByDescending(n => n.Shared).Take(3).Select(n => n.Line)];
    }

    public void Seen(LinesChanged fact) => held.Changed();

    public void Forget() => held.Changed();

    /// <summary>Inside a turn that is going to rely on rows: writes the lines of the program where there are none.</summary>
    public static void Seed(Db turn)
    {
        turn.SaveChanges();
        if (turn.Lines.Any()) return;
        turn.Lines.AddRange(BuiltIn.Select(b => new Line { Key = b.Line.Key, Name = b.Line.Name, Order = b.Line.Order }));
        turn.SaveChanges();
    }

    private IReadOnlyList<Line> Load()
    {
        using var db = engine.ReadHeld();
        IReadOnlyList<Line> lines = [.. db.Lines.OrderBy(l => l.Order).ThenBy(l => l.Key)];
        return lines.Count > 0 ? lines : [.. BuiltIn.Select(b => b.Line)];
    }

    private static List<(Line, string[])> Read()
    {
        using var stream = typeof(LineList).Assembly.GetManifestResourceStream("Zhibo.Agencies.Lines.lines.txt")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. from row in reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(row => !row.StartsWith('#')).Index()
               let parts = row.Item.Split('|', StringSplitOptions.TrimEntries)
               select (new Line { Key = parts[0], Name = parts[1], Order = (row.Index + 1) * 10 }, parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
    }
}
