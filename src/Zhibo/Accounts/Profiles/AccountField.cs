using System.Text.Encodings.Web;
using System.Text.Json;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Profiles;

/// <summary>A name and value on the profile: 办公时间 – 9:00–17:00.</summary>
public sealed record AccountField(string Name, string Value)
{
    public const int Most = 4;
    public const int LongestName = 30;
    public const int LongestValue = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<AccountField> Of(Account account) => JsonSerializer.Deserialize<List<AccountField>>(account.Fields, Json) ?? [];

    internal static string Write(IReadOnlyList<AccountField> fields) => JsonSerializer.Serialize(fields, Json);

    /// <summary>Rows without a name fall away.</summary>
    internal static List<AccountField> Clean(IReadOnlyList<AccountField> typed)
    {
        var fields = new List<AccountField>();
        for (var n = 0; n < typed.Count; n++)
        {
            var name = Line(typed[n].Name, LongestName, $"field_name_{n + 1}");
            var value = Line(typed[n].Value, LongestValue, $"field_value_{n + 1}");
            if (name.Length == 0 && value.Length == 0) continue;
            if (name.Length == 0) throw new Refusal(RefusalKind.Invalid, "accounts.field_name_missing", $"field_name_{n + 1}");
            if (value.Length == 0) throw new Refusal(RefusalKind.Invalid, "accounts.field_value_missing", $"field_value_{n + 1}");
            fields.Add(new(name, value));
        }
        return fields.Count <= Most ? fields : throw new Refusal(RefusalKind.Invalid, "accounts.too_many_fields", null, Most);
    }

    private static string Line(string typed, int most, string field)
    {
        var clean = InputText.CleanLine(typed, most);
        return clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), field, most);
    }
}
