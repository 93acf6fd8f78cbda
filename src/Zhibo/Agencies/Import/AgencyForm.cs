using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Agencies.Import;

/// <summary>An agency in a list: its fields, and what people call them.</summary>
internal static class AgencyForm
{
    public const string Name = "name", Nickname = "nickname", Handle = "handle", Parent = "parent", Region = "region", Line = "line", Level = "level";
    public const string Contact = "contact", Phone = "phone", Address = "address", Hours = "hours", Duties = "duties", UnitCode = "unit_code", Seal = "seal";

    public static readonly IReadOnlyList<string> Fields =
        [Name, Nickname, Handle, Parent, Region, Line, Level, Contact, Phone, Address, Hours, Duties, UnitCode, Seal];

    /// <summary>Without these a list is none.</summary>
    public static readonly IReadOnlyList<string> Needed = [Name, Region, Line];

    private static readonly IReadOnlyList<(string Field, string[] Names)> Table = Read("headings.txt");

    private static readonly Dictionary<string, string> Headings = Table.SelectMany(h => h.Names.Prepend(h.Field).Select(name => (Key: AgencyText.Key(name), h.Field)))
        .DistinctBy(h => h.Key).ToDictionary(h => h.Key, h => h.Field);

    private static readonly Dictionary<string, string> Values = Read("values.txt").SelectMany(v => v.Names.Select(name => (Key: $"{v.Field.Split('.')[0]}.{AgencyText.Key(name)}", Value: v.Field.Split('.')[1])))
        .DistinctBy(v => v.Key).ToDictionary(v => v.Key, v => v.Value);

    /// <summary>The headings of our own template, in the order of the fields.</summary>
    public static IEnumerable<string> Template => Fields.Select(name => Table.First(h => h.Field == name).Names[0]);

    /// <summary>Which field a heading means; brackets and stars at its end are remarks to the clerk. Null: none we know.</summary>
    public static string? FieldOf(string heading)
    {
        var key = AgencyText.Key(heading.Split('(', '（')[0]).Trim('*', ':', '_');
        return Headings.GetValueOrDefault(key) ?? Headings.GetValueOrDefault(key.Replace('_', ' '));
    }

    /// <summary>Each column with the field it means; the first of two columns that mean the same has it.</summary>
    public static IReadOnlyDictionary<string, string> Recognise(IEnumerable<string> columns)
    {
        var fields = new Dictionary<string, string>();
        foreach (var column in columns)
            if (FieldOf(column) is { } field) fields.TryAdd(field, column);
        return fields;
    }

    public static RegionLevel? LevelOf(string cell) => Value<RegionLevel>(Level, cell);

    public static SealKind? SealOf(string cell) => Value<SealKind>(Seal, cell);

    private static T? Value<T>(string field, string cell)
        where T : struct, Enum
    {
        var key = AgencyText.Key(cell);
        if (key.Length > 40) return null;
        var name = Values.GetValueOrDefault($"{field}.{key}") ?? key;
        return !int.TryParse(name, out var number) ? Enum.TryParse<T>(name, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null
            : Enum.IsDefined(typeof(T), number) ? (T)Enum.ToObject(typeof(T), number) : null;
    }

    private static List<(string Field, string[] Names)> Read(string file)
    {
        using var stream = typeof(AgencyForm).Assembly.GetManifestResourceStream("Zhibo.Agencies.Import." + file)!;
        using var reader = new StreamReader(stream);
        return
        [
            .. from row in reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
               where !row.StartsWith('#')
               let parts = row.Split('|', StringSplitOptions.TrimEntries)
               select (parts[0], parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
    }
}
