using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies;

/// <summary>Texts of the register: cleaned, bounded, and refused at their field.</summary>
internal static class AgencyText
{
    public const int LongestName = 60, LongestLine = 120, LongestDuties = 1000, LongestReason = 200;

    public static string Line(string? typed, string field, int longest = LongestLine) => Checked(InputText.CleanLine(typed, longest), field, longest);

    public static string Lines(string? typed, string field, int longest = LongestDuties) => Checked(InputText.Clean(typed, longest), field, longest);

    public static string Name(string? typed, string field = "name")
    {
        var name = Line(typed, field, LongestName);
        return Key(name).Length > 0 ? name : throw new Refusal(RefusalKind.Invalid, "agencies.name_missing", field);
    }

    public static string Reason(string? typed, bool needed)
    {
        var reason = Line(typed, "reason", LongestReason);
        return reason.Length > 0 || !needed ? reason : throw new Refusal(RefusalKind.Invalid, "agencies.reason_missing", "reason");
    }

    /// <summary>By this names are one: without space, width and case.</summary>
    public static string Key(string name) => string.Concat(Names.Key(name).Where(c => !char.IsWhiteSpace(c)));

    private static string Checked(CleanText clean, string field, int longest) =>
        clean.Ok ? clean.Text : throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), field, longest);
}
